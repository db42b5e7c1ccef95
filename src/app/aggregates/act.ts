import type { Alert } from '../../domain/alert.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from './alert.ts';
import type { Serial } from './serial.ts';

/**
 * What a counselor does with an alert. Gives the alert after it.
 * @throws CoachError `ALERT_CHANGED`, `ALERT_HELD` (with the holder), `ALERT_NOT_OPEN`, `TASK_OPEN`, `TASK_UNKNOWN`, `NOT_FOUND`.
 */
export const createAct =
  ({ newId, clock }: Pick<Deps, 'newId' | 'clock'>, alerts: Pick<Alerts, 'run'>, serial: Serial) =>
  async (id: string, act: CounselorAct): Promise<Alert> => {
    const event = { ...act, id: newId(), at: clock.now() };
    const result = await serial.run(`alert|${id}`, () => alerts.run(id, event));
    if (result.ok) return result.alert;
    throw new CoachError(result.code, refusals[result.code], { holder: result.holder });
  };

const refusals = {
  ALERT_CHANGED: 'Something has come to this alert since you looked: read it, then close.',
  ALERT_HELD: 'Another counselor holds this alert: ask them to release it, or to hand it over.',
  ALERT_NOT_OPEN: 'This alert is closed: a new message will open it again.',
  TASK_OPEN: 'Something is still to be done in this case: do it, mark it done, then close.',
  TASK_UNKNOWN: 'This alert has no such task: look at it again.',
};
