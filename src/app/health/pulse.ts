import { drillIsGood } from '../../domain/staff/readiness.ts';
import type { Roster } from '../../domain/staff/roster.ts';
import type { Waiting } from '../../ports/store.ts';
import type { Vault } from '../aggregates/vault.ts';
import type { Deps } from '../deps.ts';

/** Why no heartbeat goes out. */
export type Unwell =
  | 'STORE_SILENT'
  /** A crisis waits that nobody has tried, or whose failure led to nobody else. */
  | 'CRISIS_WAITS'
  /** A case has called everybody and reached nobody. */
  | 'NOBODY_REACHED'
  | 'DUE_WORK_STANDS'
  | 'DRILL_MISSED';

/** How long any of it may last, ms. */
const longest = 30_000;
/** How long the store may take to answer, ms. */
const answersWithin = 5_000;
const pageSize = 500;

/** What a pulse is taken of. `lastRound` is the real time at which due work last ended. */
export interface Measured {
  /** Whoever stands in for a rehearsal is no clinic that is live. */
  readonly roster: () => Promise<Roster>;
  readonly vault: Pick<Vault, 'openEffect'>;
  readonly lastRound: () => number;
}

/** Whether an outside watch may hear that all goes well: null, or why not. Reads the store; never rejects. */
export function createPulse(
  { store, clock, health }: Pick<Deps, 'store' | 'clock' | 'health'>,
  { roster, vault, lastRound }: Measured,
) {
  /** What was tried and waits for another try: a text's failure is told at once, a page or notice that failed has led nowhere. */
  async function isStuck({ kind, id, entry }: Waiting): Promise<boolean> {
    const before = clock.real() - longest;
    if (entry.lane !== 'crisis' || kind === null) return false;
    if (entry.at < before) return true;
    if (entry.tries === 0 || entry.to !== 'system') return false;
    const opened = await vault.openEffect({ kind, id }, entry).catch(() => null);
    return opened === null || opened.made < before;
  }

  async function crisisWaits(): Promise<boolean> {
    for (let after = 0; ; ) {
      const page = await store.waiting({ after, limit: pageSize });
      for (const each of page) if (await isStuck(each)) return true;
      if (page.length < pageSize) return false;
      after = page.at(-1)?.seq ?? after;
    }
  }

  async function look(): Promise<Unwell | null> {
    await store.check();
    if (await crisisWaits()) return 'CRISIS_WAITS';
    const next = await store.nextDueAt();
    const stands = next !== null && next < clock.now() - longest;
    if (stands || lastRound() < clock.real() - longest) return 'DUE_WORK_STANDS';
    if (health.problems().some(({ code }) => code === 'NOBODY_REACHED')) return 'NOBODY_REACHED';
    const clinic = await roster();
    return clinic.liveAt !== null && !drillIsGood(clinic, clock.now()) ? 'DRILL_MISSED' : null;
  }

  return async function pulse(): Promise<Unwell | null> {
    let timer: NodeJS.Timeout | undefined;
    const silent = new Promise<Unwell>((resolve) => {
      timer = setTimeout(() => resolve('STORE_SILENT'), answersWithin).unref();
    });
    try {
      return await Promise.race([look(), silent]);
    } catch {
      return 'STORE_SILENT';
    } finally {
      clearTimeout(timer);
    }
  };
}

export type Pulse = ReturnType<typeof createPulse>;
