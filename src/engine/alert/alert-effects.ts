import type { Alert, OnCall } from '../../domain/alert.ts';
import type { AlertUpdate, Effect, Notice } from '../../domain/effect.ts';

/** The notice of an alert for whom a step calls: no name, quote, substance or number. `id` is the event's. Pure. */
export function notifyEffect(
  alert: Alert,
  id: string,
  step: OnCall = 'primary',
  more: Pick<Notice, 'person' | 'task'> = {},
): Effect {
  const { id: of, caseCode, level, raisedAt } = alert;
  return {
    id: `${id}.notify`,
    type: 'notify',
    to: 'system',
    lane: 'crisis',
    notice: { alert: of, caseCode, level, raisedAt, step, ...more },
  };
}

/** What became of an alert, for its couple. `id` is the event's. Pure. */
export function tellEffect(
  alert: Alert,
  id: string,
  what: AlertUpdate['what'],
  more: Partial<Pick<AlertUpdate, 'holder' | 'words' | 'answers'>> = {},
): Effect {
  const { family, version, status, level, holder } = alert;
  const pagedAt = alert.pages.at(-1)?.at ?? alert.raisedAt;
  const told = { family, version, status, level, holder, pagedAt, what, ...more };
  return {
    id: `${id}.tell`,
    type: 'tell',
    to: 'system',
    lane: 'counselor',
    couple: alert.couple,
    side: alert.side,
    told,
  };
}
