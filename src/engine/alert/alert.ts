import type { Alert } from '../../domain/alert.ts';
import { act } from './alert-acts.ts';
import { auditOf } from './alert-audit.ts';
import type { AlertEvent, AlertResult } from './alert-event.ts';
import { receivePage } from './alert-page.ts';
import { unchanged, withRecords } from './alert-result.ts';
import { fireTimer } from './alert-timers.ts';
import type { Clinic } from './ladder.ts';

/**
 * The alert after an event, and what follows from it. A page joins an open alert and reopens a closed one as a new
 * occurrence with fresh clocks; one counselor holds it at a time, and its clocks stand still then. Pure. Source: safety.md, "Alerts and counselors".
 */
export function stepAlert(alert: Alert, event: AlertEvent, clinic: Clinic): AlertResult {
  const result = step(alert, event, clinic);
  const isOnlyNoted = event.type === 'notified' || event.type === 'delivery';
  if (!result.ok || (result.alert === alert && !isOnlyNoted)) return result;
  return withRecords(result, [...result.records, ...auditOf(alert, result.alert, event)]);
}

function step(alert: Alert, event: AlertEvent, clinic: Clinic): AlertResult {
  switch (event.type) {
    case 'notified':
    case 'delivery':
      return unchanged(alert);
    case 'timer':
      return fireTimer(alert, event, clinic);
    case 'page':
      return receivePage(alert, event, clinic);
    default:
      return act(alert, event, clinic);
  }
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
