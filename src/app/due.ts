import type { Couple } from '../domain/couple.ts';
import { CoachError } from '../domain/errors.ts';
import { pageAudit } from '../engine/audit.ts';
import { unanswered } from '../engine/crisis/crisis-frames.ts';
import type { TurnEvent, TurnResult } from '../engine/events.ts';
import { type Due, dueBy, reschedule } from '../engine/time/timers.ts';
import type { DueClaim, Store } from '../ports/store.ts';
import { isStoreFault } from './faults.ts';
import type { Parts } from './parts.ts';
import type { Serial } from './serial.ts';
import type { Turns } from './turns.ts';

/** More due events of one couple than this in one go is a fault, not work. */
const most = 50;
/** How many aggregates are worked on at once. */
const mostAtOnce = 64;
/** How long what failed waits before it is tried again, ms of real time. */
const afterFailureMs = 1_000;

/** Runs timers and nudges that are due, in the order of their instants. */
export function createDueWork(parts: Parts, turns: Turns, serial: Serial) {
  const { store, clock, log, newId, worker } = parts;

  /** Runs all that one couple has due by now; whether there is such a couple. Its queue is held by the caller. */
  async function runFor(id: string, at: number = clock.now()): Promise<boolean> {
    for (let count = 0; count < most; count += 1) {
      const opened = await turns.lastKnown(id);
      const next = opened && dueBy(opened.state, at)[0];
      if (!next) return opened !== null;
      await runOne(id, next, at);
    }
    throw new CoachError(
      'TURN_TOO_LONG',
      'A couple has more due work than can be: a timer keeps setting itself anew.',
      { id },
    );
  }

  async function runOne(id: string, due: Due, at: number): Promise<void> {
    try {
      await turns.onCouple(id, eventOf(due, newId(), at));
    } catch (error) {
      if (isStoreFault(error)) throw error;
      log.error('timer.failed', error, { id, type: due.type });
      await turns.changeCouple(id, (couple) => afterFault(couple, due, at));
    }
  }

  /** The timer is put off. Where it was a crisis question's, a human hears of it now: silence must not wait for a repair. */
  function afterFault(couple: Couple, due: Due, at: number): TurnResult {
    const { couple: next, unanswered: frame } = reschedule(couple, due, at);
    const page =
      frame &&
      ({
        ...unanswered(frame),
        id: newId(),
        type: 'page',
        to: 'system',
        lane: 'crisis',
        side: due.side,
        also: [],
        at,
      } as const);
    return { couple: next, effects: page ? [page] : [], records: page ? [pageAudit(page, 'system')] : [] };
  }

  /** Works on one claim and gives it back. What fails is tried again later and holds nothing else back. */
  async function runClaim(claim: DueClaim): Promise<void> {
    try {
      await serial.run(`couple|${claim.id}`, () => runFor(claim.id));
      await release(claim);
    } catch (error) {
      log.error('due.failed', error, { id: claim.id });
      await release({ ...claim, until: clock.real() + afterFailureMs });
    }
  }

  /** A claim that cannot be given back ends by itself. */
  const release = (claim: Parameters<Store['releaseDue']>[0][number]): Promise<void> =>
    store.releaseDue([claim]).catch((error: unknown) => log.error('due.release', error, { id: claim.id }));

  return {
    runFor,
    /** All that is due: side by side, a bounded number at once, what belongs to a crisis before all others. */
    async runDue(): Promise<void> {
      const running = new Set<Promise<void>>();
      for (;;) {
        const claims = await store.claimDue({ at: clock.now(), worker, limit: mostAtOnce - running.size });
        if (claims.length === 0 && running.size === 0) return;
        for (const claim of claims) {
          const work: Promise<void> = runClaim(claim).finally(() => running.delete(work));
          running.add(work);
        }
        await Promise.race(running);
      }
    },
    /** The next instant at which something is due; null when nothing waits. */
    nextDue: (): Promise<number | null> => store.nextDueAt(),
  };
}

export type DueWork = ReturnType<typeof createDueWork>;

function eventOf(due: Due, id: string, at: number): TurnEvent {
  const { side } = due;
  if (due.type === 'nudge') return { type: 'nudge', id, at, side, nudge: due.nudge };
  return { type: 'timer', id, at, side, frame: due.frame, timer: due.timer };
}
