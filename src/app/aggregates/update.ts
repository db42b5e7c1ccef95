import type { Effect } from '../../domain/effect.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Recipient } from '../../domain/partner.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { ChannelRecord } from '../../ports/channel.ts';
import type { Seals } from '../../ports/keys.ts';
import { noMeter } from '../../ports/meter.ts';
import type { AddressDraft, Commit, CommitResult, Leased, Part, RecordDraft } from '../../ports/store.ts';
import type { AuditRecorder, Chained } from '../audit/record.ts';
import type { Deps } from '../deps.ts';
import type { LaneQueue } from '../outbox/lane-queue.ts';
import { ownedBy } from './authentic.ts';
import { createRecent } from './recent.ts';
import type { Shape } from './shape.ts';
import type { Loaded, SealedEffect, Vault } from './vault.ts';

/** What is committed beside the step itself. */
export interface CommitExtras {
  readonly inbound?: { readonly from: Recipient; readonly hash: string };
  /** A record of the channel's, sealed for this partner. */
  readonly record?: ChannelRecord & { readonly side: 'a' | 'b' };
  /** What belongs to this couple from now on. Each was reserved for it. */
  readonly addresses?: readonly AddressDraft[];
}

/** What a step makes of an aggregate. */
export interface Stepped<State> {
  readonly state: State;
  readonly effects: readonly Effect[];
  readonly records: readonly TurnRecord[];
}

/** A pure step on the state as it is stored in that version. Null where nothing is to be written. */
export type Step<State> = (state: State, version: number) => Stepped<State> | null;

export type Committed = 'committed' | 'duplicate';

/** How the aggregates of one kind differ from others where they are written. */
interface Manner<State> {
  /** Parts from the effects what the commit itself writes as records. */
  readonly split: (
    state: State | null,
    effects: readonly Effect[],
  ) => {
    readonly entries: readonly { readonly to: 'a' | 'b'; readonly record: ChannelRecord }[];
    readonly waiting: readonly Effect[];
  };
  /** Whether a step may run on what this process last knew: a step that refuses must not, where others write too. */
  readonly fromMemory: boolean;
}

const attempts = 8;

/**
 * The one way in which aggregates change: load once, step, commit in one atomic write, and again from the start when
 * somebody else was first. Not serialised here: callers hold the aggregate's queue.
 */
export function createUpdate(
  deps: Pick<Deps, 'store' | 'keys' | 'clock' | 'worker' | 'meter'>,
  vault: Vault,
  audit: AuditRecorder,
  lanes: LaneQueue,
) {
  const { store, keys, clock, worker, meter = noMeter } = deps;

  async function write(commit: Commit): Promise<CommitResult> {
    const started = performance.now();
    const result = await store.commit(commit);
    meter.took('commit', (performance.now() - started) / 1_000, commit.kind);
    meter.count('commits', result.status);
    return result;
  }

  /** The aggregates of one kind. */
  return <State extends { readonly id: string }>(shape: Shape<State>, { split, fromMemory }: Manner<State>) => {
    const { kind } = shape;
    const recent = createRecent<Loaded<State>>((id) => vault.read(shape, id));

    /** What a step leaves behind beside the state. Without a state, effects are sealed so that they go out all the same. */
    function left(
      id: string,
      state: State | null,
      seals: Seals | null,
      { effects, records }: Omit<Stepped<State>, 'state'>,
      { inbound, record }: CommitExtras,
      chained: Chained | null,
    ) {
      const { entries, waiting } = split(state, effects);
      const made = clock.real();
      const seal = (part: Part, each: ChannelRecord): RecordDraft =>
        vault.boxRecord(seals, { kind, id, part }, { ...each, at: clock.now() });
      return {
        ...(inbound ? { inbound } : {}),
        effects: waiting.map((effect) => vault.sealEffect(state ? seals : null, { kind, id }, effect, made)),
        records: [
          ...(record ? [seal(record.side, record)] : []),
          ...entries.map((each) => seal(each.to, each.record)),
          ...records
            .filter(isKeptAlone)
            .map(({ of, kind: what, data }) => seal(partOf(of), { stream: streamOf(what, id, of), kind: what, data })),
          ...(chained?.drafts ?? []),
        ],
        inHand: new Map(waiting.map((effect): [string, SealedEffect] => [effect.id, { effect, made }])),
      };
    }

    /** What this process has just sealed goes to the relay as it is. */
    const handOver = (leases: readonly Leased[], loaded: Loaded<State> | null, effects: Map<string, SealedEffect>) =>
      lanes.hand(leases.map((lease) => ({ lease, loaded, effects })));

    async function commit(before: Loaded<State> | null, seals: Seals, stepped: Stepped<State>, extras: CommitExtras) {
      const { id } = stepped.state;
      const chained = audit.extend(seals, { kind, id }, shape.audit(stepped.state), stepped.records);
      const state = chained ? shape.withAudit(stepped.state, chained.head) : stepped.state;
      const expect = before?.version ?? 0;
      const changed = vault.sealParts(shape, seals, before?.state ?? null, state);
      const sealed = { ...before?.sealed, ...changed };
      const plain = { facets: shape.facets(state), wakeAt: shape.nextWake(state), urgentAt: shape.nextUrgent(state) };
      const mac = vault.macOf({ kind, id, sealed, version: expect + 1, ...plain });
      const { inHand, ...drafts } = left(id, state, seals, stepped, extras, chained);
      const addresses = (extras.addresses ?? []).map((address) => ownedBy(keys, id, address));
      const done = await write({ kind, id, sealed: changed, expect, mac, ...plain, ...drafts, addresses, worker });
      if (done.status === 'committed') {
        keys.heads.note({ kind, id, version: done.version, mac });
        const after = { id, version: done.version, state, sealed, seals };
        recent.set(id, after);
        handOver(done.leases, after, inHand);
      } else recent.forget(id);
      return done.status;
    }

    /** An aggregate as it is stored now: in memory where nobody else writes. */
    const current = (id: string): Promise<Loaded<State> | null> => (store.sole ? recent.get(id) : recent.refresh(id));

    const partsOf = (state: State): Part[] =>
      Object.entries(shape.parts(state)).flatMap(([part, value]) => (value === null ? [] : [part as Part]));

    return {
      /**
       * An aggregate as this process last knew it, else as stored. It may be older than the store when others write too: the
       * version guard of the commit finds that out, and the step runs again on what is stored.
       */
      lastKnown: recent.get,
      current,
      /** The same without waiting; null where it would have to be read. */
      inMemory: (id: string): State | null => recent.peek(id)?.state ?? null,
      /** Has ready what a change needs: what is stored, and the keys of one that is `born` by it. While something else is waited for. */
      async ready(id: string, born: (() => State) | null = null): Promise<void> {
        if (store.sole && (await recent.get(id))) return;
        if (born) await keys.create(kind, id, partsOf(born()));
      },
      /** Changes one; `born` makes it where there is none. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`, and what a step throws. */
      update(id: string, step: Step<State>, extras: CommitExtras = {}, born: (() => State) | null = null) {
        return again(async () => {
          const loaded = await (fromMemory ? recent.get(id) : current(id));
          const before = loaded?.state ?? born?.();
          if (!before) throw new CoachError('NOT_FOUND', `There is no such ${kind}.`, { id });
          const stepped = step(before, loaded?.version ?? 0);
          if (!stepped) return 'committed';
          const seals = loaded?.seals ?? (await keys.create(kind, id, partsOf(stepped.state)));
          return commit(loaded, seals, stepped, extras);
        });
      },
      /** Writes one that must not be there yet: else `conflict`. */
      async create(stepped: Stepped<State>, extras: CommitExtras): Promise<CommitResult['status']> {
        const seals = await keys.create(kind, stepped.state.id, partsOf(stepped.state));
        return commit(null, seals, stepped, extras);
      },
      /** Appends to one without its state: what is left when a turn throws or the record cannot be opened. */
      async append(id: string, given: Omit<Stepped<State>, 'state'>, extras: CommitExtras): Promise<Committed> {
        const seals = await keys.read(kind, id).catch(() => null);
        const { inHand, ...drafts } = left(id, null, seals, given, extras, null);
        const untouched = { expect: null, sealed: {}, facets: {}, wakeAt: null, urgentAt: null };
        const done = await write({ kind, id, ...untouched, ...drafts, worker });
        if (done.status === 'committed') handOver(done.leases, null, inHand);
        return done.status === 'duplicate' ? 'duplicate' : 'committed';
      },
    };
  };
}

export type Aggregates = ReturnType<typeof createUpdate>;

const partOf = (of: Recipient): Part => (of === 'system' ? 'shared' : of);

/** What is audited goes into the chain, and nowhere else. */
const isKeptAlone = ({ kind }: TurnRecord): boolean => kind !== 'audit';

/** The stream a record of an aggregate is appended to. Pure. */
export const streamOf = (kind: TurnRecord['kind'], id: string, of: Recipient): string => `${kind}|${id}|${of}`;

async function again(once: () => Promise<CommitResult['status']>): Promise<Committed> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const status = await once();
    if (status === 'address-taken') throw new CoachError('ADDRESS_TAKEN', 'This address belongs to another partner.');
    if (status !== 'conflict') return status;
  }
  throw new CoachError('COMMIT_CONTENDED', 'Others kept changing this record: try again.', { attempts });
}
