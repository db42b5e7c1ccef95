import { randomBytes, randomUUID } from 'node:crypto';
import type { HeadRow } from '../../src/adapters/libsql/head-rows.ts';
import type { WrappedKey } from '../../src/adapters/libsql/key-rows.ts';
import { createKeys } from '../../src/adapters/libsql/keys.ts';
import { realTime } from '../../src/adapters/machine-time.ts';
import { deadLetter, mayBeDeadLettered, mostWaiting, outcomeUnknown } from '../../src/ports/given-up.ts';
import { begun } from '../../src/ports/heads.ts';
import type { Keys } from '../../src/ports/keys.ts';
import {
  type AddressOwner,
  type Commit,
  type CommitResult,
  type Leased,
  leaseMs,
  type OutboxEntry,
  type Outcome,
  type Part,
  type RecordDraft,
  type SettleResult,
  type Store,
  type StoredAggregate,
  type StoredRecord,
} from '../../src/ports/store.ts';

/** A lane that holds something. `attempted` names the nudge whose one attempt is under way. */
interface LaneState extends Pick<Leased, 'kind' | 'id' | 'to' | 'lane'> {
  entries: OutboxEntry[];
  token: string | null;
  worker: string;
  until: number;
  attempted: string | null;
}

/** A Store in memory with the semantics of the others, for tests. `real` is its clock. */
export function memoryStore({ real = realTime }: { readonly real?: () => number } = {}): Store {
  const aggregates = new Map<string, StoredAggregate>();
  const addresses = new Map<string, AddressOwner>();
  const inbound = new Map<string, string[]>();
  const lanes = new Map<string, LaneState>();
  const seqOf = new Map<string, number>();
  const streams = new Map<string, StoredRecord[]>();

  const append = (drafts: readonly RecordDraft[]): readonly number[] =>
    drafts.map((draft) => {
      const stream = streams.get(draft.stream) ?? [];
      streams.set(draft.stream, [...stream, { ...draft, seq: stream.length + 1 }]);
      return stream.length + 1;
    });

  const senderOf = (commit: Commit): string => keyOf(commit.kind, commit.id, commit.inbound?.from ?? '');
  const isDuplicate = (commit: Commit): boolean =>
    commit.inbound !== undefined && (inbound.get(senderOf(commit)) ?? []).includes(commit.inbound.hash);
  const remember = (commit: Commit): void => {
    if (!commit.inbound) return;
    inbound.set(senderOf(commit), [...(inbound.get(senderOf(commit)) ?? []), commit.inbound.hash].slice(-64));
  };

  const isTaken = ({ id, addresses: wanted = [] }: Commit): boolean => {
    const owner = new Map(addresses);
    return wanted.some(({ hash, side }) => {
      const before = owner.get(hash);
      owner.set(hash, { id, side, mac: null });
      return before !== undefined && (before.id !== id || before.side !== side);
    });
  };

  const write = (commit: Commit, before: StoredAggregate | undefined): void => {
    const { kind, id, facets, wakeAt, mac = null } = commit;
    const sealed = { ...before?.sealed, ...commit.sealed };
    aggregates.set(keyOf(kind, id), { kind, id, version: (before?.version ?? 0) + 1, sealed, facets, wakeAt, mac });
    for (const { hash, side, mac: own = null } of commit.addresses ?? [])
      addresses.set(hash, addresses.get(hash) ?? { id, side, mac: own });
  };

  const enqueue = ({ kind, id, effects, worker }: Commit, now: number): readonly Leased[] => {
    const opened = new Set<LaneState>();
    for (const { id: entry, to, lane, box } of effects) {
      const key = keyOf(kind, id, to, lane);
      const known = lanes.get(key);
      const state = known ?? { kind, id, to, lane, entries: [], token: null, worker, until: 0, attempted: null };
      if (!known) opened.add(state);
      lanes.set(key, state);
      seqOf.set(entry, seqOf.size + 1);
      state.entries.push({ id: entry, to, lane, at: now, tries: 0, box });
      const surplus = mayBeDeadLettered(lane) && state.entries.length > mostWaiting ? state.entries.shift() : undefined;
      if (surplus) append([deadLetter({ kind, id, to }, surplus, now)]);
    }
    return [...opened].map((state) => lease(state, worker, now));
  };

  const lease = (state: LaneState, worker: string, now: number): Leased => {
    const { kind, id, to, lane } = state;
    const later = state.entries.findIndex((entry) => entry.at > now);
    const ready = later < 0 ? state.entries : state.entries.slice(0, later);
    const entries = ready.slice(0, lane === 'nudge' ? 1 : 20);
    Object.assign(state, { token: randomUUID(), worker, until: now + leaseMs[lane] });
    if (lane === 'nudge') state.attempted = entries[0]?.id ?? null;
    return { kind, id, to, lane, token: state.token ?? '', until: state.until, entries };
  };

  const refresh = (state: LaneState): void => {
    if (state.entries.length === 0) lanes.delete(keyOf(state.kind, state.id, state.to, state.lane));
  };

  const giveUp = (state: LaneState, now: number): void => {
    if (state.attempted === null) return;
    const left = state.entries.filter((entry) => entry.id !== state.attempted);
    if (left.length < state.entries.length) append([outcomeUnknown(state.kind, state.id, state.to, now)]);
    Object.assign(state, { entries: left, attempted: null });
    refresh(state);
  };

  const apply = (state: LaneState, outcome: Outcome): void => {
    const index = state.entries.findIndex((entry) => entry.id === outcome.id);
    const entry = state.entries[index];
    if (!entry) return;
    if (state.attempted === entry.id) state.attempted = null;
    if (outcome.result === 'again') state.entries[index] = { ...entry, at: outcome.at, tries: entry.tries + 1 };
    else {
      state.entries.splice(index, 1);
      append(outcome.records);
    }
  };

  const free = (now: number): readonly LaneState[] => [...lanes.values()].filter(({ until }) => until <= now);
  const headAt = ({ entries }: LaneState): number => entries[0]?.at ?? Number.POSITIVE_INFINITY;
  const urgency = ({ lane }: LaneState): number => (lane === 'crisis' ? 0 : 1);
  const held = ({ kind, id, to, lane, token }: Leased): LaneState | undefined => {
    const state = lanes.get(keyOf(kind, id, to, lane));
    return state?.token === token ? state : undefined;
  };

  const commit = (request: Commit): CommitResult => {
    if (isDuplicate(request)) return { status: 'duplicate' };
    const before = aggregates.get(keyOf(request.kind, request.id));
    const version = before?.version ?? 0;
    if (request.expect !== null) {
      if (version !== request.expect || isTaken(request)) return { status: 'conflict' };
      write(request, before);
    }
    remember(request);
    const seqs = append(request.records);
    const leases = enqueue(request, real());
    return { status: 'committed', version: request.expect === null ? version : version + 1, seqs, leases };
  };

  const settle = (given: Leased, outcomes: readonly Outcome[]): SettleResult => {
    const now = real();
    const state = held(given);
    if (!state) return { status: 'stale' };
    for (const outcome of outcomes) apply(state, outcome);
    giveUp(state, now);
    refresh(state);
    if (headAt(state) <= now) return { status: 'settled', more: lease(state, state.worker, now) };
    Object.assign(state, { token: null, until: 0 });
    return { status: 'settled', more: null };
  };

  const claim = (worker: string, limit: number): readonly Leased[] => {
    const now = real();
    for (const state of free(now)) giveUp(state, now);
    const ready = free(now).filter((state) => headAt(state) <= now);
    ready.sort((left, right) => urgency(left) - urgency(right) || headAt(left) - headAt(right));
    return ready.slice(0, limit).map((state) => lease(state, worker, now));
  };

  return {
    sole: false,
    commit: async (request) => structuredClone(commit(structuredClone(request))),
    read: async (kind, id) => structuredClone(aggregates.get(keyOf(kind, id)) ?? null),
    findByAddress: async (hash) => addresses.get(hash) ?? null,
    addresses: async ({ after, limit }) =>
      [...addresses]
        .map(([hash, owner]) => ({ hash, ...owner }))
        .filter(({ hash }) => hash > after)
        .sort((left, right) => (left.hash < right.hash ? -1 : 1))
        .slice(0, limit),
    waiting: async ({ after, limit }) =>
      [...lanes.values()]
        .flatMap(({ kind, id, entries }) =>
          entries.map((entry) => ({ seq: seqOf.get(entry.id) ?? 0, kind, id, entry })),
        )
        .filter(({ seq }) => seq > after)
        .sort((left, right) => left.seq - right.seq)
        .slice(0, limit),
    claim: async ({ worker, limit }) => structuredClone(claim(worker, limit)),
    renew: async (given) => {
      const state = held(given);
      if (state) state.until = real() + leaseMs[state.lane];
      return state !== undefined;
    },
    settle: async (given, outcomes) => structuredClone(settle(given, structuredClone(outcomes))),
    due: async ({ at, limit }) =>
      [...aggregates.values()]
        .flatMap(({ kind, id, wakeAt }) => (wakeAt !== null && wakeAt <= at ? [{ kind, id, wakeAt }] : []))
        .sort((left, right) => left.wakeAt - right.wakeAt || left.id.localeCompare(right.id))
        .slice(0, limit),
    records: async ({ stream, after, limit }) => (streams.get(stream) ?? []).slice(after, after + limit),
    allRecords: async ({ after, limit }) =>
      [...streams.values()]
        .flat()
        .filter(({ stream, seq }) => stream > after.stream || (stream === after.stream && seq > after.seq))
        .sort((left, right) =>
          left.stream === right.stream ? left.seq - right.seq : left.stream < right.stream ? -1 : 1,
        )
        .slice(0, limit),
    list: async (kind, { after, limit } = { after: '', limit: Number.POSITIVE_INFINITY }) => {
      const all = [...aggregates.values()].filter((each) => each.kind === kind && each.id > after);
      return structuredClone(all.sort((left, right) => (left.id < right.id ? -1 : 1)).slice(0, limit));
    },
    count: async (kind) => [...aggregates.values()].filter((each) => each.kind === kind).length,
    check: async () => {},
    nextEntryAt: async () => {
      const instants = free(real()).map(headAt);
      return instants.length > 0 ? Math.min(...instants) : null;
    },
    close: async () => {},
  };
}

const keyOf = (...pieces: readonly string[]): string => pieces.join('|');

/** Keys in memory: real sealing, nothing on disk. */
export function memoryKeys(master: Uint8Array = randomBytes(32)): Keys {
  const rows = new Map<string, readonly WrappedKey[]>();
  const heads = new Map<string, HeadRow>();
  const has = (known: readonly WrappedKey[], part: Part): boolean => known.some((key) => key.part === part);
  return createKeys(master, {
    read: async (kind, id) => rows.get(keyOf(kind, id)) ?? [],
    add: async (kind, id, keys) => {
      const known = rows.get(keyOf(kind, id)) ?? [];
      const all = [...known, ...keys.filter(({ part }) => !has(known, part))];
      rows.set(keyOf(kind, id), all);
      const entry = { kind, id, version: begun, mac: '', seal: null, wentBack: false };
      if (!heads.has(keyOf(kind, id))) heads.set(keyOf(kind, id), entry);
      return all;
    },
    heads: {
      note: async (those) => {
        for (const head of those) {
          const known = heads.get(keyOf(head.kind, head.id));
          if (!known || head.version > known.version) heads.set(keyOf(head.kind, head.id), head);
          else if (head.mac !== known.mac) heads.set(keyOf(head.kind, head.id), { ...known, wentBack: true });
        }
      },
      read: async (kind, id) => heads.get(keyOf(kind, id)) ?? null,
      list: async (kind, { after, limit }) =>
        [...heads.values()]
          .filter((head) => head.kind === kind && head.id > after)
          .sort((left, right) => (left.id < right.id ? -1 : 1))
          .slice(0, limit),
      replace: async (head) => void heads.set(keyOf(head.kind, head.id), head),
      remove: async (kind, id) => void heads.delete(keyOf(kind, id)),
    },
    close: async () => {},
  });
}
