import type { Alert } from '../../domain/alert.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { RefusedAct } from '../../engine/alert/alert-event.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from './alert.ts';
import type { Serial } from './serial.ts';

/**
 * What a counselor does with an alert. Gives the alert after it.
 * @throws CoachError `NOT_FOUND`, and what `RefusedAct` names, with the holder.
 */
export const createAct =
  ({ newId, clock }: Pick<Deps, 'newId' | 'clock'>, alerts: Pick<Alerts, 'run'>, serial: Serial) =>
  async (id: string, act: CounselorAct): Promise<Alert> => {
    const event = { ...act, id: newId(), at: clock.now() };
    const result = await serial.run(`alert|${id}`, () => alerts.run(id, event));
    if (result.ok) return result.alert;
    throw new CoachError(result.code, refusals[result.code], { holder: result.holder });
  };

const refusals: Readonly<Record<RefusedAct, string>> = {
  ALERT_CHANGED: 'Something has come to this alert since you looked: read it, then do this again.',
  ALERT_HELD: 'Another counselor holds this alert: take it over from them by name, or ask them to release it.',
  ALERT_NOT_OPEN: 'This alert is closed: a new message will open it again.',
  CALL_UNASKED: 'In a violence case nobody calls unasked: say that the partner asked for the call, or log a decision.',
  CLOSE_INCOMPLETE:
    'Say how it ended, and on which day somebody follows up (YYYY-MM-DD, after today) or that nobody does.',
  NOTHING_TO_SIGN: 'No closed emergency of this alert waits for a signature.',
  OWN_CLOSE: 'You closed this emergency yourself: another supervisor signs it.',
  SUPERVISOR_ONLY: 'Only a supervisor signs a closed emergency.',
  TASK_OPEN: 'Something is still to be done in this case: do it, mark it done, then close.',
  TASK_UNKNOWN: 'This alert has no such task: look at it again.',
};
