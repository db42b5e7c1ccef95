import { noMeter } from '../../ports/meter.ts';
import type { AggregateKind, DueClaim } from '../../ports/store.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Requests } from '../aggregates/request.ts';
import type { Rosters } from '../aggregates/roster.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import { alertRunner } from './alert-due.ts';
import { coupleRunner } from './couple-due.ts';
import { createRelease } from './release.ts';
import { rosterRunner } from './roster-due.ts';
import type { Runner } from './run-all.ts';

/** How what is due of one kind of aggregate is run. */
interface Kind {
  readonly current: (id: string) => Promise<unknown>;
  readonly run: Runner;
}

/** How many aggregates are worked on at once. */
const mostAtOnce = 512;
/** How many are claimed together while others run: a claim of few costs as much as one of many. */
const fewest = 32;
/** How long what failed waits before it is tried again, ms of real time. */
const afterFailureMs = 1_000;

/** What has timers beside couples. */
interface Timed {
  readonly alerts: Alerts;
  readonly requests: Requests;
  readonly rosters: Rosters;
}

/** Runs timers and nudges that are due, in the order of their instants: those of couples, alerts, requests and the roster alike. */
export function createDueWork(deps: Deps, couples: Couples, { alerts, requests, rosters }: Timed, serial: Serial) {
  const { store, clock, log, worker, meter = noMeter } = deps;
  const runCouple = coupleRunner(deps, couples);
  const kinds: Partial<Record<AggregateKind, Kind>> = {
    couple: { current: couples.current, run: runCouple },
    alert: { current: alerts.current, run: alertRunner(deps, alerts) },
    request: { current: requests.current, run: alertRunner(deps, requests, 'request') },
    roster: { current: rosters.current, run: rosterRunner(deps, rosters) },
  };
  const release = createRelease(store, log);
  let lastRound = clock.real();

  /** Works on one claim and gives it back. What fails is tried again later and holds nothing else back. */
  async function runClaim(claim: DueClaim): Promise<void> {
    const { kind, id } = claim;
    try {
      await serial.run(`${kind}|${id}`, async () => runNow(kind, id));
      await release(claim);
    } catch (error) {
      log.error('due.failed', error, { id });
      await release({ ...claim, until: clock.real() + afterFailureMs });
    }
  }

  /** What was claimed was due in the store: what this process last knew may be older than that. */
  async function runNow(kind: AggregateKind, id: string): Promise<void> {
    await kinds[kind]?.current(id);
    await kinds[kind]?.run(id, clock.now());
  }

  async function claim(limit: number): Promise<readonly DueClaim[]> {
    const claims = await store.claimDue({ at: clock.now(), worker, limit });
    for (const { at } of claims) meter.took('due_lag', Math.max(0, clock.now() - at) / 1_000);
    return claims;
  }

  return {
    /** What one couple has due. Its queue is held by the caller. */
    runFor: runCouple,
    /** All that is due: side by side, a bounded number at once, what belongs to a crisis before all others. */
    async runDue(): Promise<void> {
      const running = new Set<Promise<void>>();
      for (;;) {
        const room = mostAtOnce - running.size;
        const claims = room >= fewest ? await claim(room) : [];
        if (claims.length === 0 && running.size === 0) {
          lastRound = clock.real();
          return;
        }
        for (const each of claims) {
          const work: Promise<void> = runClaim(each).finally(() => running.delete(work));
          running.add(work);
        }
        await Promise.race(running);
        // What ends within one turn of the event loop makes room for one claim.
        await new Promise(setImmediate);
      }
    },
    /** When all that was due was last done, real time; at first when this process began. */
    lastRound: (): number => lastRound,
    /** The next instant at which something is due; null when nothing waits. */
    nextDue: (): Promise<number | null> => store.nextDueAt(),
  };
}

export type DueWork = ReturnType<typeof createDueWork>;
