import { randomUUID } from 'node:crypto';
import { dueLeaseMs, urgentDueLeaseMs } from '../../ports/leases.ts';
import type { DueClaim } from '../../ports/store.ts';
import { type AggregateDoc, type Collections, docId } from './documents.ts';
import { answered } from './faults.ts';

type Column = 'urgentAt' | 'wakeAt';
type Row = Pick<AggregateDoc, '_id' | 'kind' | 'id' | Column>;

/** What nobody holds any more. A document from before claims of a crisis ended earlier has no such end: it is free. */
const unheld = (column: Column, now: number) =>
  column === 'urgentAt' ? { 'due.urgentUntil': { $not: { $gt: now } } } : { 'due.until': { $lte: now } };

/** How often a claim looks again after others took what it had found. */
const rounds = 4;

/** Who works on what is due. A batch is claimed by one write, and by whom is read back. */
export function createDueClaims({ aggregates }: Collections) {
  const free = (column: Column, at: number, limit: number, now: number) =>
    aggregates
      .find({ [column]: { $gte: 0, $lte: at }, ...unheld(column, now) })
      .sort({ [column]: 1, id: 1 })
      .limit(limit)
      .project<Row>({ kind: 1, id: 1, wakeAt: 1, urgentAt: 1 })
      .toArray();

  /** Takes of some rows those that are still free. */
  const take = async (rows: readonly Row[], column: Column, now: number): Promise<readonly DueClaim[]> => {
    const token = randomUUID();
    const ids = rows.map(({ _id }) => _id);
    const urgentUntil = now + urgentDueLeaseMs;
    const due = { token, until: column === 'urgentAt' ? urgentUntil : now + dueLeaseMs, urgentUntil };
    await aggregates.updateMany({ _id: { $in: ids }, ...unheld(column, now) }, { $set: { due } });
    const mine = await aggregates
      .find({ _id: { $in: ids }, 'due.token': token })
      .project<Row>({ _id: 1 })
      .toArray();
    const taken = new Set(mine.map(({ _id }) => _id));
    return rows
      .filter(({ _id }) => taken.has(_id))
      .map((row) => ({ kind: row.kind, id: row.id, at: row[column] ?? 0, urgent: column === 'urgentAt', token }));
  };

  const claimBy = async (column: Column, at: number, limit: number, now: number): Promise<readonly DueClaim[]> => {
    const claims: DueClaim[] = [];
    for (let round = 0; round < rounds && claims.length < limit; round += 1) {
      const rows = await free(column, at, limit - claims.length, now);
      if (rows.length === 0) break;
      claims.push(...(await take(rows, column, now)));
    }
    return claims;
  };

  const giveBack = (token: string, claims: readonly DueClaim[], until: number) => {
    const ids = claims.map(({ kind, id }) => docId(kind, id));
    const due = { 'due.until': until, 'due.urgentUntil': until };
    return aggregates.updateMany({ _id: { $in: ids }, 'due.token': token }, { $set: due });
  };

  return {
    claim: (at: number, limit: number, now: number): Promise<readonly DueClaim[]> =>
      answered(async () => {
        const urgent = await claimBy('urgentAt', at, limit, now);
        return [...urgent, ...(await claimBy('wakeAt', at, limit - urgent.length, now))];
      }),
    release: (claims: readonly (DueClaim & { readonly until?: number })[]): Promise<void> =>
      answered(async () => {
        const batches = new Map<string, (DueClaim & { readonly until?: number })[]>();
        for (const claim of claims) {
          const name = `${claim.token} ${claim.until ?? 0}`;
          batches.set(name, [...(batches.get(name) ?? []), claim]);
        }
        for (const batch of batches.values())
          for (const { token, until = 0 } of batch.slice(0, 1)) await giveBack(token, batch, until);
      }),
    /** The next instant that nobody holds. */
    nextAt: (now: number): Promise<number | null> =>
      answered(async () => (await free('wakeAt', Number.MAX_SAFE_INTEGER, 1, now))[0]?.wakeAt ?? null),
  };
}
