import { randomUUID } from 'node:crypto';
import { realTime } from '../../src/adapters/clock/machine-time.ts';
import { feedFor, kindOf } from '../../src/adapters/subscriptions/feeds.ts';
import { createSubscriptions } from '../../src/adapters/subscriptions/subscriptions.ts';
import { CoachError } from '../../src/domain/errors.ts';
import { isClaimedOnce } from '../../src/domain/frame.ts';
import { deadLetter, mayBeDeadLettered, mostWaiting, outcomeUnknown } from '../../src/ports/given-up.ts';
import { dueLeaseMs, keepsOrder, leaseMs, urgentDueLeaseMs } from '../../src/ports/leases.ts';
import {
  type AddressDraft,
  type AddressOwner,
  type AggregateKind,
  type Commit,
  type CommitResult,
  type DueClaim,
  type FeedItem,
  type FeedName,
  type Leased,
  type ListQuery,
  type OutboxEntry,
  type Outcome,
  type RecordDraft,
  reservationMs,
  type SettleResult,
  type Store,
  type StoredAggregate,
  type StoredRecord,
} from '../../src/ports/store.ts';

type Address = AddressOwner & { readonly reservedAt: number };
type Pair = Pick<AddressOwner, 'id' | 'side'>;

/** How often another handle is asked for what it wrote, ms. */
const everyMs = 100;

/** A lane that holds something. `attempted` names the nudge whose one attempt is under way. */
interface LaneState extends Pick<Leased, 'kind' | 'id' | 'to' | 'lane'> {
  entries: OutboxEntry[];
  token: string | null;
  worker: string;
  until: number;
  attempted: string | null;
}

/** A Store in memory with the semantics of the others, for tests. `real` is its clock. */
export const memoryStore = (options: { readonly real?: () => number } = {}): Store => memoryEngine(options).open();

/** An engine in memory. Each handle is a process of its own: it hears of the others' writes by asking. */
export function memoryEngine({ real = realTime }: { readonly real?: () => number } = {}): { open(): Store } {
  const aggregates = new Map<string, StoredAggregate>();
  const addresses = new Map<string, Address>();
  const inbound = new Map<string, string[]>();
  const lanes = new Map<string, LaneState>();
  const seqOf = new Map<string, number>();
  const streams = new Map<string, StoredRecord[]>();
  const dueLeases = new Map<string, { readonly token: string; readonly until: number; readonly urgentUntil: number }>();
  const changes = new Map<string, number>();
  let lastChange = 0;

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

  const isOwner = (owner: Pair | undefined, { id, side }: Pair): boolean => owner?.id === id && owner.side === side;
  const isTaken = ({ id, addresses: wanted = [] }: Commit): boolean =>
    !wanted.every(({ hash, side }) => isOwner(addresses.get(hash), { id, side }));
  const exists = ({ id }: Pair): boolean => aggregates.has(keyOf('couple', id));
  const reserve = (address: AddressDraft, id: string, instead: Pair | undefined) => {
    const wanted = { id, side: address.side };
    const owner = addresses.get(address.hash);
    const old = owner !== undefined && real() - owner.reservedAt >= reservationMs;
    const falls = owner && old && (!exists(owner) || (instead && isOwner(owner, instead)));
    if (owner && !isOwner(owner, wanted) && !falls)
      return { status: 'taken', by: { id: owner.id, side: owner.side, mac: owner.mac } } as const;
    addresses.set(address.hash, { ...wanted, mac: address.mac ?? null, reservedAt: real() });
    return { status: 'reserved' } as const;
  };

  const write = (commit: Commit, before: StoredAggregate | undefined): void => {
    const { kind, id, facets, wakeAt, urgentAt, mac = null } = commit;
    const sealed = { ...before?.sealed, ...commit.sealed };
    const version = (before?.version ?? 0) + 1;
    aggregates.set(keyOf(kind, id), { kind, id, version, sealed, facets, wakeAt, urgentAt, mac });
    lastChange += 1;
    if (feedFor(kind)) changes.set(keyOf(kind, id), lastChange);
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
    const begun = later < 0 ? state.entries : state.entries.slice(0, later);
    const ready = keepsOrder(to, lane) ? begun : state.entries.filter((entry) => entry.at <= now);
    const entries = ready.slice(0, isClaimedOnce(lane) ? 1 : 20);
    Object.assign(state, { token: randomUUID(), worker, until: now + leaseMs[lane] });
    if (isClaimedOnce(lane)) state.attempted = entries[0]?.id ?? null;
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
    if (outcome.result === 'again')
      state.entries[index] = { ...entry, at: outcome.at, tries: entry.tries + (outcome.untried ? 0 : 1) };
    else {
      state.entries.splice(index, 1);
      append(outcome.records);
    }
  };

  const free = (now: number): readonly LaneState[] => [...lanes.values()].filter(({ until }) => until <= now);
  const headAt = ({ to, lane, entries }: LaneState): number =>
    keepsOrder(to, lane) ? (entries[0]?.at ?? Number.POSITIVE_INFINITY) : Math.min(...entries.map(({ at }) => at));
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
      if (isTaken(request)) return { status: 'address-taken' };
      if (version !== request.expect) return { status: 'conflict' };
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

  const isHeld = (key: string, column: 'wakeAt' | 'urgentAt'): boolean =>
    (dueLeases.get(key)?.[column === 'urgentAt' ? 'urgentUntil' : 'until'] ?? 0) > real();
  const dueBy = (column: 'wakeAt' | 'urgentAt', at: number): DueClaim[] =>
    [...aggregates.values()]
      .flatMap((each) => {
        const instant = each[column];
        if (instant === null || instant > at || isHeld(keyOf(each.kind, each.id), column)) return [];
        return [{ kind: each.kind, id: each.id, at: instant, urgent: column === 'urgentAt', token: randomUUID() }];
      })
      .sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
  const claimDue = (at: number, limit: number): readonly DueClaim[] => {
    const take = (claims: readonly DueClaim[]): readonly DueClaim[] => {
      const urgentUntil = real() + urgentDueLeaseMs;
      for (const { kind, id, token, urgent } of claims)
        dueLeases.set(keyOf(kind, id), { token, until: urgent ? urgentUntil : real() + dueLeaseMs, urgentUntil });
      return claims;
    };
    const first = take(dueBy('urgentAt', at).slice(0, limit));
    return [...first, ...take(dueBy('wakeAt', at).slice(0, limit - first.length))];
  };
  const releaseDue = (claims: Parameters<Store['releaseDue']>[0]): void => {
    for (const { kind, id, token, until = 0 } of claims) {
      if (dueLeases.get(keyOf(kind, id))?.token === token)
        dueLeases.set(keyOf(kind, id), { token, until, urgentUntil: until });
    }
  };

  const inOrder = (): StoredAggregate[] =>
    [...aggregates.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  const list = ({ kind, facets = {}, limit, cursor = '', plain }: ListQuery) => {
    const found = inOrder().filter((each) => each.id > cursor && having(kind, facets)(each));
    const items = found.slice(0, limit).map((each) => (plain ? { ...each, sealed: {} } : each));
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  };
  const feed = (name: FeedName, after: string | null, limit: number): readonly FeedItem[] => {
    const from = after === null ? 0 : Number(after);
    if (!Number.isSafeInteger(from) || from < 0 || from > lastChange)
      throw new CoachError('CURSOR_INVALID', 'This cursor is not of this store.');
    return [...changes]
      .filter(([key, no]) => no > from && key.startsWith(`${kindOf[name]}|`))
      .sort(([, left], [, right]) => left - right)
      .slice(0, limit)
      .flatMap(([id, no]) => {
        const each = aggregates.get(id);
        return each ? [{ id: each.id, version: each.version, facets: each.facets, cursor: String(no) }] : [];
      });
  };

  const open = (): Store => {
    const subscriptions = createSubscriptions({
      everyMs,
      records: async (stream, after, limit) =>
        (streams.get(stream) ?? []).slice(after, after + limit).map((record) => ({ seq: record.seq, record })),
      feed: async (name, after, limit) => structuredClone(feed(name, after, limit)),
    });
    return {
      sole: false,
      commit: async (request) => {
        const result = commit(structuredClone(request));
        if (result.status === 'committed') {
          subscriptions.wrote(request.records, result.seqs);
          const name = request.expect === null ? null : feedFor(request.kind);
          if (name) subscriptions.changed(name);
        }
        return structuredClone(result);
      },
      read: async (kind, id) => structuredClone(aggregates.get(keyOf(kind, id)) ?? null),
      findByAddress: async (hash) => {
        const owner = addresses.get(hash);
        return owner && exists(owner) ? { id: owner.id, side: owner.side, mac: owner.mac } : null;
      },
      addresses: async ({ after, limit }) =>
        [...addresses]
          .map(([hash, { id, side, mac }]) => ({ hash, id, side, mac }))
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
      allRecords: async ({ after, limit }) =>
        [...streams.values()]
          .flat()
          .filter(({ stream, seq }) => stream > after.stream || (stream === after.stream && seq > after.seq))
          .sort((left, right) =>
            left.stream === right.stream ? left.seq - right.seq : left.stream < right.stream ? -1 : 1,
          )
          .slice(0, limit),
      check: async () => {},
      setAside: async () => [],
      reserveAddress: async ({ address, id, instead }) => reserve(address, id, instead),
      claim: async ({ worker, limit }) => structuredClone(claim(worker, limit)),
      renew: async (given) => {
        const state = held(given);
        if (state) state.until = real() + leaseMs[state.lane];
        return state !== undefined;
      },
      settle: async (given, outcomes) => {
        const result = settle(given, structuredClone(outcomes));
        const records = outcomes.flatMap((outcome) => (outcome.result === 'done' ? outcome.records : []));
        if (result.status === 'settled') subscriptions.wrote(records, null);
        return structuredClone(result);
      },
      claimDue: async ({ at, limit }) => claimDue(at, limit),
      releaseDue: async (claims) => releaseDue(claims),
      nextDueAt: async () => dueBy('wakeAt', Number.MAX_SAFE_INTEGER)[0]?.at ?? null,
      records: async ({ stream, after, limit }) => (streams.get(stream) ?? []).slice(after, after + limit),
      list: async (query) => structuredClone(list(query)),
      scan: async (kind, { after, limit }) =>
        structuredClone(
          inOrder()
            .filter((each) => each.kind === kind && each.id > after)
            .slice(0, limit),
        ),
      feedEnd: async () => String(lastChange),
      streamEnd: async (stream) => (streams.get(stream) ?? []).length,
      count: async (kind, facets = {}) => inOrder().filter(having(kind, facets)).length,
      subscribe: subscriptions.subscribe,
      nextEntryAt: async () => {
        const instants = free(real()).map(headAt);
        return instants.length > 0 ? Math.min(...instants) : null;
      },
      close: async () => {},
    };
  };
  return { open };
}

/** Whether an aggregate is of a kind and has these facets. */
const having =
  (kind: AggregateKind, facets: NonNullable<ListQuery['facets']>) =>
  (each: StoredAggregate): boolean =>
    each.kind === kind && Object.entries(facets).every(([name, values]) => values.includes(each.facets[name] ?? null));

const keyOf = (...pieces: readonly string[]): string => pieces.join('|');
