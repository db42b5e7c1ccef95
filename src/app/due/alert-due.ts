import type { AlertTimer } from '../../domain/alert.ts';
import { alertDueBy, delayTimer } from '../../engine/alert/alert-timers.ts';
import type { Timed } from '../../engine/alert/timer-list.ts';
import type { Deps } from '../deps.ts';
import { isStoreFault } from '../faults.ts';
import { type Runner, runAll } from './run-all.ts';

/** What is run: alerts, or requests. */
interface Kind<State extends Timed> {
  lastKnown(id: string): Promise<{ readonly state: State } | null>;
  run(id: string, event: { type: 'timer'; id: string; at: number; timer: string }): Promise<unknown>;
  change(id: string, step: (state: State) => State): Promise<unknown>;
}

/** Runs the timers of alerts, or of requests. One whose event throws is tried again later, always: somebody waits for it. */
export function alertRunner<State extends Timed>(
  { log, newId }: Pick<Deps, 'log' | 'newId'>,
  kind: Kind<State>,
  type: 'alert' | 'request' = 'alert',
): Runner {
  async function runOne(id: string, timer: AlertTimer, at: number): Promise<void> {
    try {
      await kind.run(id, { type: 'timer', id: newId(), at, timer: timer.id });
    } catch (error) {
      if (isStoreFault(error)) throw error;
      log.error('timer.failed', error, { id, type });
      await kind.change(id, (state) => delayTimer(state, timer, at));
    }
  }
  return runAll({ lastKnown: (id) => kind.lastKnown(id), dueBy: alertDueBy, runOne });
}
