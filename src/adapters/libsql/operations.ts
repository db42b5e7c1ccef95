import type { Copies } from '../../ports/copy.ts';
import type { AggregateKind, Commit, CommitResult, Leased, Outcome, Page } from '../../ports/store.ts';
import { createAddresses } from './addresses.ts';
import { createAggregates } from './aggregates.ts';
import { createCommit } from './commit.ts';
import type { Database } from './database.ts';
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
 * All the worker thread can be asked for, each statement prepared once. `now` is real time. Frees the leases of whoever
 * had the files open before.
 */
export function createOperations(store: Database, keys: Database, now: number) {
  addColumns(store);
  const aggregates = createAggregates(store);
  const addresses = createAddresses(store);
  const records = createRecords(store);
  const outbox = createOutbox(store);
  const leases = createLeases(store, outbox, records);
  const inbounds = createInbounds(store);
  const commit = createCommit(store, { aggregates, addresses, inbounds, records, outbox, leases });
  const probes = [createProbe(store), createProbe(keys)];
  leases.freeAll(now);
  return {
    commit: (request: Commit, at: number): CommitResult => commit(request, at),
    read: (kind: AggregateKind, id: string) => aggregates.read(kind, id),
    findByAddress: (hash: string) => addresses.find(hash),
    claim: (worker: string, limit: number, at: number) => leases.claim(worker, limit, at),
    renew: (lease: Leased, at: number) => leases.renew(lease, at),
    settle: (lease: Leased, outcomes: readonly Outcome[], at: number) => leases.settle(lease, outcomes, at),
    due: (at: number, limit: number) => aggregates.due(at, limit),
    records: (stream: string, after: number, limit: number) => records.read(stream, after, limit),
    allRecords: (stream: string, after: number, limit: number) => records.all(stream, after, limit),
    list: (kind: AggregateKind, page?: Page) => aggregates.list(kind, page),
    count: (kind: AggregateKind) => aggregates.count(kind),
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
