import { deadLetter } from '../../ports/given-up.ts';
import type { Commit, CommitResult, Leased, OutboxDraft } from '../../ports/store.ts';
import type { Addresses } from './addresses.ts';
import type { Aggregates } from './aggregates.ts';
import type { Database } from './database.ts';
import type { Feed } from './feed.ts';
import type { Inbounds } from './inbound.ts';
import type { Leases } from './leases.ts';
import type { LaneRow, Outbox } from './outbox.ts';
import type { Records } from './records.ts';

interface Tables {
  readonly aggregates: Aggregates;
  readonly addresses: Addresses;
  readonly inbounds: Inbounds;
  readonly records: Records;
  readonly outbox: Outbox;
  readonly leases: Leases;
  readonly feed: Feed;
}

/** The one atomic write: all of a commit is on disk when it returns, or nothing is. */
export function createCommit(db: Database, tables: Tables) {
  const { aggregates, addresses, inbounds, records, outbox, leases, feed } = tables;

  /** Too much waits for this partner: the oldest goes to the dead letters. */
  const bound = (commit: Commit, effect: OutboxDraft, now: number): void => {
    const surplus = outbox.takeSurplus(commit, effect);
    if (surplus) records.append([deadLetter({ ...commit, to: effect.to }, surplus, now)]);
  };

  /** Appends the effects, and leases the lanes that were empty to the worker. */
  const enqueue = (commit: Commit, now: number): readonly Leased[] => {
    const opened: LaneRow[] = [];
    for (const effect of commit.effects) {
      const lane = outbox.add(commit, effect, now);
      if (lane) opened.push(lane);
      else bound(commit, effect, now);
    }
    return opened.map((lane) => leases.lease(lane, commit.worker, now));
  };

  const write = (commit: Commit, now: number): CommitResult => {
    const inbound = inbounds.of(commit);
    if (inbound.seen) return { status: 'duplicate' };
    if (commit.expect !== null && !addresses.areOf(commit)) return { status: 'address-taken' };
    const version = aggregates.write(commit);
    if (version === null) return { status: 'conflict' };
    if (commit.expect !== null) feed.note(commit.kind, commit.id);
    inbound.remember();
    const seqs = records.append(commit.records);
    return { status: 'committed', version, seqs, leases: enqueue(commit, now) };
  };

  return (commit: Commit, now: number): CommitResult => db.transaction(() => write(commit, now));
}
