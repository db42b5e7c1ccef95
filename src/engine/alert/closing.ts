import type { Alert, Ending } from '../../domain/alert.ts';
import { openTasks } from '../../domain/alert.ts';
import { opensOn } from '../../domain/staffed.ts';
import type { ActEvent, AlertResult } from './alert-event.ts';
import { refused, tell, unchanged, withRecords } from './alert-result.ts';
import type { Clinic } from './ladder.ts';
import { withTimer } from './timer-list.ts';

/** More closed emergencies of one alert than this are never unsigned: the oldest then goes. */
const mostUnsigned = 50;
/** A follow-up lies at most so far ahead, ms. */
const farthest = 2 * 366 * 86_400_000;

/** The alert closed, with its outcome and whether and when somebody follows up: neither has a default. Pure. */
export function close(alert: Alert, event: Extract<ActEvent, { type: 'close' }>, clinic: Clinic): AlertResult {
  const { at, by, outcome, followUp, note } = event;
  if (isStale(alert, event)) return refused(alert, 'ALERT_CHANGED');
  const due = followUp ? opensOn(followUp, clinic.zone) : null;
  const isPlanned = followUp === null || (due !== null && due > at && due - at < farthest);
  if (outcome.trim() === '' || !isPlanned) return refused(alert, 'CLOSE_INCOMPLETE');
  const planned = due === null ? alert : withTimer(alert, { id: 'follow-up', due });
  return end(planned, event, { at, by, outcome, followUp: followUp ?? null, ...(note ? { note } : {}) });
}

/** The alert closed because there was nothing to hear: the reason counts against the rules that heard it. Pure. */
export function falseAlarm(alert: Alert, event: Extract<ActEvent, { type: 'false-alarm' }>): AlertResult {
  const { at, by, reason, note } = event;
  const why = { outcome: 'false-alarm', falseAlarm: reason, ...(note ? { note } : {}) };
  return end(alert, event, { at, by, ...why });
}

function end(
  alert: Alert,
  event: Extract<ActEvent, { type: 'close' | 'false-alarm' }>,
  { at, ...ended }: Ending,
): AlertResult {
  if (isStale(alert, event)) return refused(alert, 'ALERT_CHANGED');
  // A closed case is out of sight: what is still to be done in it must not be.
  if (openTasks(alert).length > 0) return refused(alert, 'TASK_OPEN');
  const { unconfirmed: _, ...rest } = alert;
  const { occurrence, level, raisedAt, acknowledgedAt, rules = [] } = alert;
  const closed: Alert = { ...rest, status: 'closed', holder: null, ending: { at, ...ended } };
  const waiting = { occurrence, at, by: ended.by };
  const signable: Alert =
    level === 'emergency' ? { ...closed, unsigned: [...(alert.unsigned ?? []), waiting].slice(-mostUnsigned) } : closed;
  const data = { occurrence, level, raisedAt, acknowledgedAt, closedAt: at, rules: [...rules], ...ended };
  return withRecords(tell(signable, event, { what: 'closed', holder: event.by }), [
    { of: 'system', kind: 'occurrence', data },
  ]);
}

/** Whether something is still to come, or to be done, in a case that was closed. Pure. */
export const isFollowedUp = (alert: Alert): boolean =>
  alert.status === 'closed' &&
  (openTasks(alert).length > 0 || (alert.timers ?? []).some(({ id }) => id === 'follow-up'));

const isStale = ({ version }: Alert, { seen }: { readonly seen?: number }): boolean =>
  seen !== undefined && seen !== version;

/** A closed emergency signed by a supervisor who did not close it. Pure. */
export function coSign(alert: Alert, event: Extract<ActEvent, { type: 'co-sign' }>): AlertResult {
  const { by, at, role, occurrence } = event;
  if (role !== 'supervisor') return refused(alert, 'SUPERVISOR_ONLY');
  if (isStale(alert, event)) return refused(alert, 'ALERT_CHANGED');
  const unsigned = alert.unsigned ?? [];
  const found = unsigned.find((each) => occurrence === undefined || each.occurrence === occurrence);
  if (!found) return refused(alert, 'NOTHING_TO_SIGN');
  if (found.by === by) return refused(alert, 'OWN_CLOSE');
  const isNewest = found.occurrence === alert.occurrence && alert.ending !== undefined;
  const signed = isNewest && alert.ending ? { ending: { ...alert.ending, signed: { at, by } } } : {};
  const rest = unsigned.filter((each) => each !== found);
  return unchanged({ ...alert, ...signed, version: alert.version + 1, unsigned: rest });
}

/** The occurrence that a signature was set under, of an alert before and after it; undefined without one. Pure. */
export const signedOccurrence = (before: Alert, after: Alert): number | undefined =>
  before.unsigned?.find((each) => !after.unsigned?.includes(each))?.occurrence;
