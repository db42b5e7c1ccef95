import type { Copies } from '../../ports/copy.ts';
import type {
  AddressDraft,
  AddressOwner,
  AggregateKind,
  Commit,
  CommitResult,
  DueClaim,
  FeedName,
  Leased,
  ListQuery,
  Outcome,
  Page,
} from '../../ports/store.ts';
import { createAddresses } from './addresses.ts';
import { createAggregates } from './aggregates.ts';
import { createCommit } from './commit.ts';
import type { Database } from './database.ts';
import { createDueClaims } from './due.ts';
import { createFeed } from './feed.ts';
import { createHeadRows } from './head-rows.ts';
import { createInbounds } from './inbound.ts';
import { createKeyRows } from './key-rows.ts';
import { createLeases } from './leases.ts';
import { createOutbox } from './outbox.ts';
import { createProbe } from './probe.ts';
import { createRecords } from './records.ts';
import { addColumns } from './schema.ts';
import { createStamps } from './stamps.ts';

export type Operations = ReturnType<typeof createOperations>;

/**
 * All the worker thread can be asked for, each statement prepared once. `now` is real time: the leases of
 * whoever had the files open before are freed. Null where that was this process.
 */
export function createOperations(store: Database, keys: Database, now: number | null) {
  addColumns(store);
  const aggregates = createAggregates(store);
  const addresses = createAddresses(store);
  const records = createRecords(store);
  const outbox = createOutbox(store);
  const leases = createLeases(store, outbox, records);
  const inbounds = createInbounds(store);
  const feed = createFeed(store);
  const due = createDueClaims(store);
  const commit = createCommit(store, { aggregates, addresses, inbounds, records, outbox, leases, feed });
  const probes = [createProbe(store, 'aggregates'), createProbe(keys, 'wrapped')];
  if (now !== null) leases.freeAll(now);
  if (now !== null) addresses.freeLost(now);
  return {
    commit: (request: Commit, at: number): CommitResult => commit(request, at),
    read: (kind: AggregateKind, id: string) => aggregates.read(kind, id),
    findByAddress: (hash: string) => addresses.find(hash),
    reserveAddress: (
      address: AddressDraft,
      id: string,
      instead: Pick<AddressOwner, 'id' | 'side'> | undefined,
      at: number,
    ) => addresses.reserve(address, id, instead, at),
    claim: (worker: string, limit: number, at: number) => leases.claim(worker, limit, at),
    renew: (lease: Leased, at: number) => leases.renew(lease, at),
    settle: (lease: Leased, outcomes: readonly Outcome[], at: number) => leases.settle(lease, outcomes, at),
    claimDue: (at: number, limit: number, now: number) => due.claim(at, limit, now),
    releaseDue: (claims: readonly (DueClaim & { readonly until?: number })[]) => due.release(claims),
    nextDueAt: (now: number) => due.nextAt(now),
    feed: (name: FeedName, after: string | null, limit: number) => feed.read(name, after, limit),
    feedEnd: (name: FeedName) => feed.end(name),
    records: (stream: string, after: number, limit: number) => records.read(stream, after, limit),
    streamEnd: (stream: string) => records.end(stream),
    allRecords: (stream: string, after: number, limit: number) => records.all(stream, after, limit),
    list: (query: ListQuery) => aggregates.list(query),
    scan: (kind: AggregateKind, page: Page) => aggregates.scan(kind, page),
    count: (kind: AggregateKind, facets: ListQuery['facets'] = {}) => aggregates.count(kind, facets),
    nextEntryAt: (at: number) => leases.nextEntryAt(at),
    check: (at: number): void => {
      for (const probe of probes) probe(at);
    },
    copyTo: (copies: Copies): void => {
      store.copyTo(copies.store);
      if (copies.keys !== null) keys.copyTo(copies.keys);
    },
    addresses: (page: Page) => addresses.list(page),
    waiting: (after: number, limit: number) => outbox.list(after, limit),
    ...createKeyRows(keys),
    ...createHeadRows(keys),
    ...createStamps(store, keys),
  };
}
