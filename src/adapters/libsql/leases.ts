import { randomUUID } from 'node:crypto';
import { isClaimedOnce } from '../../domain/frame.ts';
import { outcomeUnknown } from '../../ports/given-up.ts';
import { leaseMs } from '../../ports/leases.ts';
import type { Leased, Outcome, SettleResult } from '../../ports/store.ts';
import type { Database } from './database.ts';
import type { LaneRow, Outbox } from './outbox.ts';
import type { Records } from './records.ts';

/** How long an entry that had failed before a start waits after it at most. */
const longestAtStart = 10_000;

export type Leases = ReturnType<typeof createLeases>;

/** Who may send which lane. Each function runs within its caller's transaction, except `claim` and `settle`. */
export function createLeases(db: Database, outbox: Outbox, records: Records) {
  const columns = 'no, kind, id, recipient, lane';
  const take = db.prepare('UPDATE lanes SET token = ?, worker = ?, until = ? WHERE no = ?');
  const renew = db.prepare(
    'UPDATE lanes SET until = ? WHERE kind = ? AND id = ? AND recipient = ? AND lane = ? AND token = ?',
  );
  const ready = db.prepare<LaneRow>(
    `SELECT ${columns} FROM lanes WHERE headAt <= ? AND until <= ? ORDER BY urgent DESC, headAt, no LIMIT ?`,
  );
  const lost = db.prepare<LaneRow>(
    `SELECT ${columns} FROM lanes WHERE until <= ? AND no IN (SELECT lane FROM entries WHERE attempted = 1)`,
  );
  const next = db.prepare<{ readonly at: number | null }>('SELECT min(headAt) AS at FROM lanes WHERE until <= ?');
  const soonest = ['UPDATE entries SET at = ? WHERE at > ?', 'UPDATE lanes SET headAt = ? WHERE headAt > ?'].map(
    (sql) => db.prepare(sql),
  );
  const mend = db.prepare(
    `UPDATE lanes SET urgent = (lane = 'crisis'), headAt =
     coalesce(iif(recipient = 'system' AND lane = 'crisis', (SELECT min(at) FROM entries WHERE entries.lane = no),
     (SELECT at FROM entries WHERE entries.lane = no ORDER BY seq LIMIT 1)), headAt)`,
  );
  const freeAll = db.prepare('UPDATE lanes SET token = NULL, worker = NULL, until = 0');

  /** Gives a lane to a worker. Where the claim is the one attempt, it is marked here. */
  const lease = (row: LaneRow, worker: string, now: number): Leased => {
    const { kind, id, recipient: to, lane } = row;
    const token = randomUUID();
    const until = now + leaseMs[lane];
    const entries = outbox.ready(row, now);
    take.run(token, worker, until, row.no);
    if (isClaimedOnce(lane)) for (const entry of entries) outbox.markAttempted(row, entry.id);
    return { kind, id, to, lane, token, until, entries };
  };

  /** Drops what was attempted and never settled, each with a record. */
  const giveUp = (row: LaneRow, now: number): void => {
    const dropped = outbox.removeAttempted(row);
    const record = outcomeUnknown(row.kind, row.id, row.recipient, now);
    records.append(Array.from({ length: dropped }, () => record));
  };

  const giveUpLost = (now: number): void => {
    for (const row of lost.all(now)) {
      giveUp(row, now);
      outbox.refresh(row);
    }
  };

  const apply = (row: LaneRow, outcome: Outcome): void => {
    if (outcome.result === 'again') outbox.reschedule(row, outcome.id, outcome.at, outcome.untried !== true);
    else if (outbox.remove(row, outcome.id)) records.append(outcome.records);
  };

  const giveBack = (row: LaneRow, worker: string, now: number): Leased | null => {
    if (isClaimedOnce(row.lane)) giveUp(row, now);
    const headAt = outbox.refresh(row);
    if (headAt === null) return null;
    if (headAt <= now) return lease(row, worker, now);
    take.run(null, null, 0, row.no);
    return null;
  };

  return {
    lease,
    claim: (worker: string, limit: number, now: number): readonly Leased[] =>
      db.transaction(() => {
        giveUpLost(now);
        return ready.all(now, now, limit).map((row) => lease(row, worker, now));
      }),
    renew: ({ kind, id, to, lane, token }: Leased, now: number): boolean =>
      db.transaction(() => renew.run(now + leaseMs[lane], kind, id, to, lane, token) > 0),
    settle: ({ kind, id, to, lane, token }: Leased, outcomes: readonly Outcome[], now: number): SettleResult =>
      db.transaction(() => {
        const row = outbox.find(kind, id, to, lane);
        if (row?.token !== token) return { status: 'stale' };
        for (const outcome of outcomes) apply(row, outcome);
        return { status: 'settled', more: giveBack(row, row.worker ?? '', now) };
      }),
    nextEntryAt: (now: number): number | null => next.get(now)?.at ?? null,
    /**
     * For the start of an engine that is alone: whoever held a lease is gone, what a lane says of its entries is told anew, and
     * no instant of another run's clock, which may have been ahead, holds an entry back.
     */
    freeAll: (now: number): void =>
      db.transaction(() => {
        freeAll.run();
        mend.run();
        for (const update of soonest) update.run(now + longestAtStart, now + longestAtStart);
        giveUpLost(now);
      }),
  };
}
