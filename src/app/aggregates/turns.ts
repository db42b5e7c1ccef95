import type { Alert } from '../../domain/alert.ts';
import { audited } from '../../domain/audit.ts';
import type { Couple } from '../../domain/couple.ts';
import type { Effect } from '../../domain/effect.ts';
import { CoachError } from '../../domain/errors.ts';
import { createLru } from '../../domain/lru.ts';
import { type Recipient, sides } from '../../domain/partner.ts';
import type { TurnRecord } from '../../domain/record.ts';
import { newAlert, stepAlert } from '../../engine/alert/alert.ts';
import type { AlertEvent, AlertResult } from '../../engine/alert/alert-event.ts';
import type { TurnEvent, TurnResult } from '../../engine/events.ts';
import { nextUrgent, nextWake } from '../../engine/time/timers.ts';
import type { ChannelRecord } from '../../ports/channel.ts';
import type { Seals } from '../../ports/keys.ts';
import type { AddressDraft, Commit, CommitResult, Leased, Part, RecordDraft } from '../../ports/store.ts';
import type { Chained, Trail } from '../audit/record.ts';
import type { Deps } from '../deps.ts';
import type { LaneQueue } from '../outbox/lane-queue.ts';
import { splitStored } from '../outbox/outgoing.ts';
import { ownedBy, type Row } from './authentic.ts';
import type { Loaded, SealedEffect, Vault } from './vault.ts';

/** What is committed beside the turn itself. */
export interface CommitExtras {
  readonly inbound?: { readonly from: Recipient; readonly hash: string };
  /** A record of the channel's, sealed for this partner. */
  readonly record?: ChannelRecord & { readonly side: 'a' | 'b' };
  /** What belongs to this couple from now on. */
  readonly addresses?: readonly AddressDraft[];
}

export type Committed = 'committed' | 'duplicate';

/** What becomes of a couple, given as it is stored in that version. */
type Step = (couple: Couple, version: number) => TurnResult;

const attempts = 8;
/** How many couples are kept open. */
const keptOpen = 1_000;

/**
 * Runs turns on aggregates: read, step, commit in one atomic write, and again from the start when somebody else was
 * first. Not serialised here: callers hold the aggregate's queue.
 */
export function createTurns(deps: Deps, vault: Vault, trail: Trail, lanes: LaneQueue) {
  const { store, keys, clock, engine, worker } = deps;
  const recent = createLru<Loaded<Couple>>(keptOpen);

  /**
   * A couple as this process last knew it, else as stored. It may be older than the store when others write too: the
   * version guard of the commit finds that out, and the turn runs again on what is stored.
   */
  const lastKnown = async (id: string): Promise<Loaded<Couple> | null> => recent.get(id) ?? vault.couple(id);

  /** What a commit writes of an aggregate's row, authenticated as a whole; and the row as it stands after it. */
  function rewritten(
    opened: { readonly version: number; readonly sealed: Row['sealed'] } | null,
    { sealed: changed, ...rest }: Omit<Row, 'version'>,
  ): {
    readonly row: Pick<Commit, keyof Omit<Row, 'version'> | 'expect'> & { readonly mac: string };
    readonly sealed: Row['sealed'];
  } {
    const expect = opened?.version ?? 0;
    const sealed = { ...opened?.sealed, ...changed };
    const mac = vault.macOf({ ...rest, sealed, version: expect + 1 });
    return { row: { ...rest, sealed: changed, expect, mac }, sealed };
  }

  /** The register learns of a commit, later. */
  const committedAs = ({ kind, id, mac }: { kind: Commit['kind']; id: string; mac: string }, version: number): void =>
    keys.heads.note({ kind, id, version, mac });

  async function commitCouple(opened: Loaded<Couple> | null, seals: Seals, result: TurnResult, extras: CommitExtras) {
    const { id, shared } = result.couple;
    const chained = trail.extend(seals, { kind: 'couple', id }, shared.audit, result.records);
    const couple = chained ? { ...result.couple, shared: { ...shared, audit: chained.head } } : result.couple;
    const { row, sealed } = rewritten(opened, {
      kind: 'couple',
      id,
      sealed: vault.sealCouple(seals, opened?.state ?? null, couple),
      facets: { caseCode: couple.shared.caseCode, status: couple.shared.status },
      wakeAt: nextWake(couple),
      urgentAt: nextUrgent(couple),
    });
    const done = await store.commit({
      ...row,
      ...outboxDrafts(id, couple, seals, result, extras, chained),
      addresses: (extras.addresses ?? []).map((address) => ownedBy(keys, id, address)),
      worker,
    });
    if (done.status === 'committed') {
      committedAs(row, done.version);
      const after = { id, version: done.version, state: couple, sealed, seals };
      recent.set(id, after);
      handOver(done.leases, after, result.effects);
    } else recent.forget(id);
    return done.status;
  }

  /** What a turn on a couple leaves behind: effects for the outbox, records, the inbound's id. */
  function outboxDrafts(
    id: string,
    couple: Couple | null,
    seals: Seals | null,
    result: Omit<TurnResult, 'couple'>,
    extras: CommitExtras,
    chained: Chained | null = null,
  ) {
    const { entries, waiting } = splitStored(deps, couple, result.effects);
    const seal = (part: Part, record: ChannelRecord): RecordDraft =>
      vault.boxRecord(seals, { kind: 'couple', id, part }, { ...record, at: clock.now() });
    return {
      ...(extras.inbound ? { inbound: extras.inbound } : {}),
      effects: waiting.map((effect) =>
        vault.sealEffect(couple ? seals : null, { kind: 'couple', id }, effect, clock.real()),
      ),
      records: [
        ...(extras.record ? [seal(extras.record.side, extras.record)] : []),
        ...entries.map(({ to, record }) => seal(to, record)),
        ...result.records
          .filter(isKeptAlone)
          .map(({ of, kind, data }) => seal(partOf(of), { stream: streamOf(kind, id, of), kind, data })),
        ...(chained?.drafts ?? []),
      ],
    };
  }

  /** What this process has just sealed goes to the relay as it is. */
  function handOver(leases: readonly Leased[], couple: Loaded<Couple> | null, effects: readonly Effect[]): void {
    const made = clock.real();
    const inHand = new Map(effects.map((effect): [string, SealedEffect] => [effect.id, { effect, made }]));
    lanes.hand(leases.map((lease) => ({ lease, couple, effects: inHand })));
  }

  /** Runs one event on a couple that exists. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`, and what a turn throws. */
  const onCouple = (id: string, event: TurnEvent, extras: CommitExtras = {}): Promise<Committed> =>
    update(id, (couple) => engine.runTurn(couple, event), extras);

  /** Changes a couple by a pure function that is no turn. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`. */
  const changeCouple = (id: string, step: Step, extras: CommitExtras = {}): Promise<Committed> =>
    update(id, step, extras);

  function update(id: string, step: Step, extras: CommitExtras): Promise<Committed> {
    return again(async () => {
      const opened = await lastKnown(id);
      if (!opened) throw new CoachError('NOT_FOUND', 'There is no such couple.', { id });
      return commitCouple(opened, opened.seals, step(opened.state, opened.version), extras);
    });
  }

  /** Creates a couple, and runs its first event if there is one. `conflict` when it exists. Its addresses were reserved. */
  async function create(
    couple: Couple,
    addresses: readonly AddressDraft[],
    event: TurnEvent | null = null,
    extras: CommitExtras = {},
  ) {
    const seals = await keys.create('couple', couple.id, couple.b ? ['shared', 'a', 'b'] : ['shared', 'a']);
    const result = event ? engine.runTurn(couple, event) : { couple, effects: [], records: [] };
    const records = [...beginning(couple, event?.at ?? clock.now()), ...result.records];
    return commitCouple(null, seals, { ...result, records }, { ...extras, addresses });
  }

  /** Appends to a couple without its state: what is left when a turn throws or the record cannot be opened. */
  async function append(
    id: string,
    effects: readonly Effect[],
    extras: CommitExtras,
    records: readonly TurnRecord[],
  ): Promise<Committed> {
    const seals = await keys.read('couple', id).catch(() => null);
    const done = await store.commit({
      kind: 'couple',
      id,
      expect: null,
      sealed: {},
      facets: {},
      wakeAt: null,
      urgentAt: null,
      ...outboxDrafts(id, null, seals, { effects, records }, extras),
      worker,
    });
    if (done.status === 'committed') handOver(done.leases, null, effects);
    return done.status === 'duplicate' ? 'duplicate' : 'committed';
  }

  /** Runs one event on an alert; `born` makes it where there is none yet. */
  async function onAlert(
    id: string,
    event: AlertEvent,
    born: (() => Parameters<typeof newAlert>[0]) | null,
    extras: CommitExtras = {},
  ): Promise<AlertResult> {
    let result: AlertResult | null = null;
    await again(async () => {
      const opened = await vault.alert(id);
      if (!opened && !born) throw new CoachError('NOT_FOUND', 'There is no such alert.', { id });
      const before = opened?.state ?? newAlert((born as () => Parameters<typeof newAlert>[0])());
      result = stepAlert(before, event);
      if (!result.ok || (result.alert === before && result.records.length === 0)) return 'committed';
      const seals = opened?.seals ?? (await keys.create('alert', id, ['shared']));
      return commitAlert(opened, seals, result, extras);
    });
    return result as unknown as AlertResult;
  }

  async function commitAlert(
    opened: Loaded<Alert> | null,
    seals: Seals,
    result: Extract<AlertResult, { ok: true }>,
    extras: CommitExtras,
  ) {
    const { id, audit } = result.alert;
    const chained = trail.extend(seals, { kind: 'alert', id }, audit, result.records);
    const alert = chained ? { ...result.alert, audit: chained.head } : result.alert;
    const { row } = rewritten(opened, {
      kind: 'alert',
      id,
      sealed: vault.sealAlert(seals, alert),
      facets: { level: alert.level, status: alert.status, raisedAt: alert.raisedAt, holder: alert.holder },
      wakeAt: null,
      urgentAt: null,
    });
    const done = await store.commit({
      ...row,
      ...(extras.inbound ? { inbound: extras.inbound } : {}),
      effects: result.effects.map((effect) => vault.sealEffect(seals, { kind: 'alert', id }, effect, clock.real())),
      records: [
        ...result.records
          .filter(isKeptAlone)
          .map(({ kind, data }) =>
            vault.boxRecord(
              seals,
              { kind: 'alert', id, part: 'shared' },
              { stream: streamOf(kind, id, 'system'), kind, at: clock.now(), data },
            ),
          ),
        ...(chained?.drafts ?? []),
      ],
      worker,
    });
    if (done.status === 'committed') {
      committedAs(row, done.version);
      handOver(done.leases, null, result.effects);
    }
    return done.status;
  }

  /** A couple as this process last knew it; null where it would have to be read. */
  const inMemory = (id: string): Couple | null => recent.get(id)?.state ?? null;

  return { lastKnown, inMemory, onCouple, changeCouple, create, append, onAlert };
}

export type Turns = ReturnType<typeof createTurns>;

const partOf = (of: Recipient): Part => (of === 'system' ? 'shared' : of);

/** What is audited goes into the chain, and nowhere else. */
const isKeptAlone = ({ kind }: TurnRecord): boolean => kind !== 'audit';

/** How a couple's audit chain begins: with its enrolment, a stranger's with the first contact. */
function beginning(couple: Couple, at: number): readonly TurnRecord[] {
  if (couple.shared.status === 'stranger') return [audited({ of: 'a', event: 'first-contact', by: 'a', at })];
  return sides.flatMap((side) => {
    const consent = couple[side]?.consent.status;
    return consent ? [audited({ of: side, event: 'enrolled', by: 'counselor', at, facts: { consent } })] : [];
  });
}

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
