import { randomUUID } from 'node:crypto';
import { dueLeaseMs, urgentDueLeaseMs } from '../../ports/leases.ts';
import type { AggregateKind, DueClaim } from '../../ports/store.ts';
import type { Database } from './database.ts';

interface Row {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly at: number;
}

interface Lease {
  readonly token: string;
  readonly until: number;
  /** Until when it holds back what belongs to a crisis. */
  readonly urgentUntil: number;
}

export type DueClaims = ReturnType<typeof createDueClaims>;

/**
 * Who works on what is due. The leases are in memory: nothing else opens this file, so that they end with this thread.
 */
export function createDueClaims(db: Database) {
  const select = (column: 'urgentAt' | 'wakeAt') =>
    db.prepare<Row>(
      `SELECT kind, id, ${column} AS at FROM aggregates WHERE ${column} <= ?
       AND kind || '|' || id NOT IN (SELECT value FROM json_each(?)) ORDER BY ${column}, id LIMIT ?`,
    );
  const urgent = select('urgentAt');
  const waking = select('wakeAt');
  const leases = new Map<string, Lease>();
  const keyOf = ({ kind, id }: Pick<Row, 'kind' | 'id'>): string => `${kind}|${id}`;

  const forgetEnded = (now: number): void => {
    for (const [key, { until }] of leases) if (until <= now) leases.delete(key);
  };
  /** The rows of a selection that nobody holds. The held ones are left out by the query: each stands before them. */
  const free = (from: typeof urgent, at: number, limit: number, held: readonly string[]): readonly Row[] =>
    limit > 0 ? from.all(at, JSON.stringify(held), limit) : [];
  const heldFromUrgent = (now: number): readonly string[] =>
    [...leases].filter(([, { urgentUntil }]) => urgentUntil > now).map(([key]) => key);

  const lease = (row: Row, isUrgent: boolean, now: number): DueClaim => {
    const token = randomUUID();
    const urgentUntil = now + urgentDueLeaseMs;
    leases.set(keyOf(row), { token, until: isUrgent ? urgentUntil : now + dueLeaseMs, urgentUntil });
    return { ...row, urgent: isUrgent, token };
  };

  return {
    claim: (at: number, limit: number, now: number): readonly DueClaim[] => {
      forgetEnded(now);
      const first = free(urgent, at, limit, heldFromUrgent(now)).map((row) => lease(row, true, now));
      const rest = free(waking, at, limit - first.length, [...leases.keys()]).map((row) => lease(row, false, now));
      return [...first, ...rest];
    },
    release: (claims: readonly (DueClaim & { readonly until?: number })[]): void => {
      for (const claim of claims) {
        if (leases.get(keyOf(claim))?.token !== claim.token) continue;
        if (claim.until === undefined) leases.delete(keyOf(claim));
        else leases.set(keyOf(claim), { token: claim.token, until: claim.until, urgentUntil: claim.until });
      }
    },
    /** The next instant that nobody holds. */
    nextAt: (now: number): number | null => {
      forgetEnded(now);
      return free(waking, Number.MAX_SAFE_INTEGER, 1, [...leases.keys()])[0]?.at ?? null;
    },
  };
}
