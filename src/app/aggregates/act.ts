import type { Alert } from '../../domain/alert.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from './alert.ts';
import type { Requests } from './request.ts';
import type { Serial } from './serial.ts';

/**
 * What a counselor does with an alert, or with a request for a person. Gives it as it is after that.
 * @throws CoachError `ACT_NOT_HERE`, `ALERT_CHANGED`, `ALERT_HELD` (with the holder), `ALERT_NOT_OPEN`, `TASK_OPEN`,
 * `TASK_UNKNOWN`, `NOT_FOUND`.
 */
export const createAct =
  (
    { newId, clock }: Pick<Deps, 'newId' | 'clock'>,
    alerts: Pick<Alerts, 'run'>,
    requests: Pick<Requests, 'run' | 'lastKnown'>,
    serial: Serial,
  ) =>
  async (id: string, act: CounselorAct): Promise<Alert | CounselorRequest> => {
    const event = { ...act, id: newId(), at: clock.now() };
    const kind = (await requests.lastKnown(id)) ? 'request' : 'alert';
    const result = await serial.run(`${kind}|${id}`, async () =>
      kind === 'request' ? requests.run(id, event) : alerts.run(id, event),
    );
    if (result.ok) return 'request' in result ? result.request : result.alert;
    throw new CoachError(result.code, refusals[result.code](kind), { holder: result.holder });
  };

const refusals = {
  ACT_NOT_HERE: (what: string) => `This cannot be done with a ${what}: claim, answer, hand back, release or close it.`,
  ALERT_CHANGED: (what: string) => `Something has come to this ${what} since you looked: read it, then close.`,
  ALERT_HELD: (what: string) => `Another counselor holds this ${what}: ask them to release it, or to hand it over.`,
  ALERT_NOT_OPEN: (what: string) =>
    what === 'request'
      ? 'This request is closed: it opens again when its partner asks again.'
      : 'This alert is closed: a new message will open it again.',
  TASK_OPEN: () => 'Something is still to be done in this case: do it, mark it done, then close.',
  TASK_UNKNOWN: () => 'This alert has no such task: look at it again.',
};
