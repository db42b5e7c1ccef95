import type { Alert } from '../../domain/alert.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import { families } from '../../domain/screening.ts';
import type { RefusedAct } from '../../engine/alert/alert-event.ts';
import type { Deps } from '../deps.ts';
import { alertIdOf } from '../digests.ts';
import type { Alerts } from './alert.ts';
import type { Requests } from './request.ts';
import type { Serial } from './serial.ts';

/**
 * What a counselor does with an alert, or with a request for a person. Gives it as it is after that.
 * @throws CoachError `NOT_FOUND`, `ACT_NOT_HERE`, and what `RefusedAct` names, with the holder.
 */
export const createAct =
  (
    deps: Pick<Deps, 'newId' | 'clock' | 'keys'>,
    alerts: Pick<Alerts, 'run' | 'current'>,
    requests: Pick<Requests, 'run' | 'lastKnown'>,
    serial: Serial,
  ) =>
  async (id: string, act: CounselorAct): Promise<Alert | CounselorRequest> => {
    const { newId, clock } = deps;
    if (act.type === 'log-call' && !act.asked && (await isBesideViolence(deps, alerts, id)))
      throw new CoachError('CALL_UNASKED', refusals.CALL_UNASKED('alert'));
    const event = { ...act, id: newId(), at: clock.now() };
    const kind = (await requests.lastKnown(id)) ? 'request' : 'alert';
    const result = await serial.run(`${kind}|${id}`, async () =>
      kind === 'request' ? requests.run(id, event) : alerts.run(id, event),
    );
    if (result.ok) return 'request' in result ? result.request : result.alert;
    throw new CoachError(result.code, refusals[result.code](kind), { holder: result.holder });
  };

/** Whether any open alert of the same partner names violence: the rule of calls is theirs, whichever alert a call is noted on. */
async function isBesideViolence(
  deps: Pick<Deps, 'keys'>,
  { current }: Pick<Alerts, 'current'>,
  id: string,
): Promise<boolean> {
  const of = (await current(id))?.state;
  if (!of) return false;
  const ids = families.map((family) => alertIdOf(deps, of.couple, of.side, family));
  // One that cannot be opened keeps nobody from noting a call.
  const all = await Promise.all(ids.map((each) => current(each).catch(() => null)));
  return all.some((each) => each !== null && each.state.status !== 'closed' && each.state.violence === true);
}

type What = 'alert' | 'request';

const refusals: Readonly<Record<RefusedAct | 'ACT_NOT_HERE', (what: What) => string>> = {
  ACT_NOT_HERE: (what) => `This cannot be done with a ${what}: claim, answer, hand back, release or close it.`,
  ALERT_CHANGED: (what) => `Something has come to this ${what} since you looked: read it, then do this again.`,
  ALERT_HELD: (what) =>
    what === 'request'
      ? 'Another counselor holds this request: ask them to release it, or to hand it over.'
      : 'Another counselor holds this alert: take it over from them by name, or ask them to release it.',
  ALERT_NOT_OPEN: (what) =>
    what === 'request'
      ? 'This request is closed: it opens again when its partner asks again.'
      : 'This alert is closed: a new message will open it again.',
  CALL_UNASKED: () =>
    'In a violence case nobody calls unasked: say that the partner asked for the call, or log a decision.',
  CLOSE_INCOMPLETE: () =>
    'Say how it ended, and on which day somebody follows up (YYYY-MM-DD, after today) or that nobody does.',
  NOTHING_TO_SIGN: () => 'No closed emergency of this alert waits for a signature.',
  OWN_CLOSE: () => 'You closed this emergency yourself: another supervisor signs it.',
  SUPERVISOR_ONLY: () => 'Only a supervisor signs a closed emergency.',
  TASK_OPEN: () => 'Something is still to be done in this case: do it, mark it done, then close.',
  TASK_UNKNOWN: () => 'This alert has no such task: look at it again.',
};
