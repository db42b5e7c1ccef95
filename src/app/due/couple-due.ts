import type { Couple } from '../../domain/couple.ts';
import { pageAudit } from '../../engine/audit.ts';
import { unanswered } from '../../engine/crisis/crisis-frames.ts';
import type { TurnResult } from '../../engine/events.ts';
import { type Due, dueBy, dueEvent, reschedule } from '../../engine/time/timers.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Deps } from '../deps.ts';
import { isStoreFault } from '../faults.ts';
import { type Runner, runAll } from './run-all.ts';

/** Runs the timers and nudges of couples. One whose turn throws is put off, and holds back no other. */
export function coupleRunner({ log, newId }: Deps, couples: Couples): Runner {
  async function runOne(id: string, due: Due, at: number): Promise<void> {
    try {
      await couples.runDue(id, due, dueEvent(due, newId(), at));
    } catch (error) {
      if (isStoreFault(error)) throw error;
      log.error('timer.failed', error, { id, type: due.type });
      await couples.change(id, (couple) => afterFault(couple, due, at));
    }
  }

  /** The timer is put off. Where it was a crisis question's, a human hears of it now: silence must not wait for a repair. */
  function afterFault(couple: Couple, due: Due, at: number): TurnResult {
    const { couple: next, unanswered: frame } = reschedule(couple, due, at);
    if (!frame) return { couple: next, effects: [], records: [] };
    const { side } = due;
    const to = { type: 'page', to: 'system', lane: 'crisis' } as const;
    const page = { ...unanswered(frame), ...to, id: newId(), side, also: [], at };
    return { couple: next, effects: [page], records: [pageAudit(page, 'system')] };
  }

  return runAll({ lastKnown: couples.lastKnown, dueBy, runOne });
}
