import type { Alert } from '../../domain/alert.ts';
import { act } from './alert-acts.ts';
import { auditOf } from './alert-audit.ts';
import type { AlertEvent, AlertResult, NotifiedEvent } from './alert-event.ts';
import { noteOf, withNoticed } from './alert-notices.ts';
import { receivePage } from './alert-page.ts';
import { unchanged, withEffects, withRecords } from './alert-result.ts';
import { fireTimer } from './alert-timers.ts';
import { againTimer, noticeFailed } from './calls.ts';
import type { Clinic } from './ladder.ts';
import { keepSent, showChange, showNow } from './sent-notices.ts';
import { withoutTimers } from './timer-list.ts';

/**
 * The alert after an event, and what follows from it. A page joins an open alert and reopens a closed one as a new
 * occurrence with fresh clocks; one counselor holds it at a time, and its clocks stand still then. Pure. Source: safety.md, "Alerts and counselors".
 */
export function stepAlert(alert: Alert, event: AlertEvent, clinic: Clinic): AlertResult {
  const result = step(alert, event, clinic);
  if (!result.ok || (result.alert === alert && !noted.has(event.type))) return result;
  const told = withEffects(result, showChange(alert, result.alert, event.id));
  return withRecords(told, [...result.records, ...auditOf(alert, result.alert, event)]);
}

/** Events that change nothing of the case, and stand in its audit. */
const noted: ReadonlySet<AlertEvent['type']> = new Set(['notified', 'notice-failed', 'delivery', 'note', 'refused']);

function step(alert: Alert, event: AlertEvent, clinic: Clinic): AlertResult {
  switch (event.type) {
    case 'notified':
      return arrived(alert, event);
    case 'notice-failed':
      return { ok: true, ...noticeFailed(alert, event, event, clinic), records: [] };
    case 'note':
      return withRecords(unchanged(alert), [noteOf(event)]);
    case 'delivery':
    case 'refused':
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
  const reached = withoutTimers(withNoticed(alert, { person, way, at }), againTimer);
  if (handle === undefined) return unchanged(reached);
  const sent = { person, way, handle };
  return withEffects(unchanged(keepSent(reached, sent)), showNow(alert, id, sent));
}

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
