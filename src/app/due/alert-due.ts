import type { AlertTimer } from '../../domain/alert.ts';
import { alertDueBy, delayTimer } from '../../engine/alert/alert-timers.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Deps } from '../deps.ts';
import { isStoreFault } from '../faults.ts';
import { type Runner, runAll } from './run-all.ts';

/** Runs the timers of alerts. One whose event throws is tried again later, always: it belongs to a crisis. */
export function alertRunner({ log, newId }: Deps, alerts: Alerts): Runner {
  async function runOne(id: string, timer: AlertTimer, at: number): Promise<void> {
    try {
      await alerts.run(id, { type: 'timer', id: newId(), at, timer: timer.id });
    } catch (error) {
      if (isStoreFault(error)) throw error;
      log.error('timer.failed', error, { id, type: 'alert' });
      await alerts.change(id, (alert) => delayTimer(alert, timer, at));
    }
  }
  return runAll({ lastKnown: alerts.lastKnown, dueBy: alertDueBy, runOne });
}
