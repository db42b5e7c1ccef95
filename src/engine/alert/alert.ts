import type { Alert } from '../../domain/alert.ts';
import { type DeadLetter, withDeadLetter, withoutDeadLetter } from '../../domain/dead-letter.ts';
import { act } from './alert-acts.ts';
import { auditOf } from './alert-audit.ts';
import { updateEffect } from './alert-effects.ts';
import type { AlertEvent, AlertResult, NoticeFailedEvent, NotifiedEvent } from './alert-event.ts';
import { noteOf, withNoticed } from './alert-notices.ts';
import { receivePage } from './alert-page.ts';
import { unchanged, withEffects, withRecords } from './alert-result.ts';
import { fireTimer } from './alert-timers.ts';
import { againTimer, noticeFailed } from './calls.ts';
import type { Clinic } from './ladder.ts';
import { isShownAsOpen, keepSent, outdated } from './sent-notices.ts';
import { withoutTimers } from './timer-list.ts';

/**
 * The alert after an event, and what follows from it. A page joins an open alert and reopens a closed one as a new
 * occurrence with fresh clocks; one counselor holds it at a time, and its clocks stand still then. Pure. Source: safety.md, "Alerts and counselors".
 */
export function stepAlert(alert: Alert, event: AlertEvent, clinic: Clinic): AlertResult {
  const result = step(alert, event, clinic);
  if (!result.ok || (result.alert === alert && !noted.has(event.type))) return result;
  const { alert: after } = result;
  const updates = outdated(alert, after).map((sent, nth) => updateEffect(after, `${event.id}.${nth}`, sent));
  const told = withEffects(result, updates);
  return withRecords(told, [...result.records, ...auditOf(alert, result.alert, event)]);
}

/** Events that change nothing of the case, and stand in its audit. */
const noted: ReadonlySet<AlertEvent['type']> = new Set([
  'notified',
  'notice-failed',
  'delivery',
  'note',
  'refused',
  'viewed',
  'add-note',
]);

function step(alert: Alert, event: AlertEvent, clinic: Clinic): AlertResult {
  switch (event.type) {
    case 'notified':
      return arrived(alert, event);
    case 'notice-failed':
      if (event.update) return unchanged(alert);
      return lost({ ok: true, ...noticeFailed(alert, event, event, clinic), records: [] }, event);
    case 'note':
    case 'add-note':
      return withRecords(unchanged(alert), [noteOf(event)]);
    case 'delivery':
    case 'refused':
    case 'viewed':
      return unchanged(alert);
    case 'timer':
      return fireTimer(alert, event, clinic);
    case 'page':
      return receivePage(alert, event, clinic);
    default:
      return act(alert, event, clinic);
  }
}

/** Somebody has the notice: everybody need not be called again. */
function arrived(alert: Alert, { id, at, person, way, handle }: NotifiedEvent): AlertResult {
  const noticed = withoutTimers(withNoticed(alert, { person, way, at }), againTimer);
  const reached = withLetters(noticed, withoutDeadLetter(alert.deadLetters, { person, way }));
  if (handle === undefined) return unchanged(reached);
  const sent = { person, way, handle };
  const late = isShownAsOpen(alert) ? [] : [updateEffect(alert, id, sent)];
  return withEffects(unchanged(keepSent(reached, sent)), late);
}

/** The alert keeps which way did not take its notice. */
const lost = (result: AlertResult, failed: NoticeFailedEvent): AlertResult =>
  result.ok
    ? { ...result, alert: withLetters(result.alert, withDeadLetter(result.alert.deadLetters, failed)) }
    : result;

const withLetters = (alert: Alert, letters: readonly DeadLetter[]): Alert =>
  letters.length === 0 && !alert.deadLetters ? alert : { ...alert, deadLetters: letters };

/** An alert before its first page. Pure. */
export function newAlert(identity: Pick<Alert, 'id' | 'couple' | 'side' | 'family' | 'caseCode'>): Alert {
  return {
    ...identity,
    version: 0,
    occurrence: 0,
    status: 'closed',
    level: 'none',
    raisedAt: 0,
    acknowledgedAt: null,
    holder: null,
    pages: [],
  };
}
