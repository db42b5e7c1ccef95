import type { RosterTimer } from '../../domain/staff/roster.ts';
import { delayRosterTimer, rosterDueBy } from '../../engine/roster/roster-timers.ts';
import type { Rosters } from '../aggregates/roster.ts';
import type { Deps } from '../deps.ts';
import { isStoreFault } from '../faults.ts';
import { type Runner, runAll } from './run-all.ts';

/** Runs the timers of the roster: drills, and looking ahead. One whose event throws is tried again later, always. */
export function rosterRunner({ log, newId }: Pick<Deps, 'log' | 'newId'>, rosters: Rosters): Runner {
  async function runOne(_: string, timer: RosterTimer, at: number): Promise<void> {
    try {
      await rosters.run({ type: 'timer', id: newId(), at, timer: timer.id });
    } catch (error) {
      if (isStoreFault(error)) throw error;
      log.error('timer.failed', error, { id: timer.id, type: 'roster' });
      await rosters.change((roster) => delayRosterTimer(roster, timer, at));
    }
  }
  return runAll({ lastKnown: rosters.lastKnown, dueBy: rosterDueBy, runOne });
}
