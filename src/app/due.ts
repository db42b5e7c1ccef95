import type { Couple } from '../domain/couple.ts';
import { CoachError } from '../domain/errors.ts';
import { pageAudit } from '../engine/audit.ts';
import { unanswered } from '../engine/crisis/crisis-frames.ts';
import type { TurnEvent, TurnResult } from '../engine/events.ts';
import { type Due, dueBy, reschedule } from '../engine/time/timers.ts';
import { isStoreFault } from './faults.ts';
import type { Parts } from './parts.ts';
import type { Serial } from './serial.ts';
import type { Turns } from './turns.ts';

/** More due events of one couple than this in one go is a fault, not work. */
const most = 50;

/** Runs timers and nudges that are due, in the order of their instants. */
export function createDueWork(parts: Parts, turns: Turns, serial: Serial) {
  const { store, clock, log, newId } = parts;

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

  async function runCouple(id: string): Promise<boolean> {
    try {
      await serial.run(`couple|${id}`, () => runFor(id));
      return true;
    } catch (error) {
      log.error('due.failed', error, { id });
      return false;
    }
  }

  return {
    runFor,
    /** All couples. One that fails does not hold back the others; it is tried again with the next call. */
    async runDue(): Promise<void> {
      const failed = new Set<string>();
      for (;;) {
        const found = await store.due({ at: clock.now(), limit: 100 + failed.size });
        const open = found.filter((each) => !failed.has(each.id));
        if (open.length === 0) return;
        for (const { id } of open) if (!(await runCouple(id))) failed.add(id);
      }
    },
    /** The next instant at which something is due; null when nothing waits. */
    async nextDue(): Promise<number | null> {
      const [first] = await store.due({ at: Number.MAX_SAFE_INTEGER, limit: 1 });
      return first?.wakeAt ?? null;
    },
  };
}

export type DueWork = ReturnType<typeof createDueWork>;

function eventOf(due: Due, id: string, at: number): TurnEvent {
  const { side } = due;
  if (due.type === 'nudge') return { type: 'nudge', id, at, side, nudge: due.nudge };
  return { type: 'timer', id, at, side, frame: due.frame, timer: due.timer };
}
