import type { Alert, OnCall } from '../../domain/alert.ts';
import type { SentNotice } from '../../domain/call.ts';
import type { AlertUpdate, Effect, Notice, NotifyEffect } from '../../domain/effect.ts';

/** The notice of an alert for one whom a step calls: no name, quote, substance or number. `id` is the event's. Pure. */
export function notifyEffect(
  alert: Alert,
  id: string,
  step: OnCall,
  { person, way }: { readonly person: string; readonly way: string },
): NotifyEffect {
  const to = { to: 'system', lane: 'crisis', person, way } as const;
  return { id: `${id}.${person}.${way}`, type: 'notify', ...to, notice: noticeOf(alert, step) };
}

/** The notice of a task, for the first who is reached of a step: it waits whoever holds the case, closed ones too. `id` is the event's. Pure. */
export function taskEffect(alert: Alert, id: string, step: OnCall): NotifyEffect {
  const to = { to: 'system', lane: 'crisis' } as const;
  return { id: `${id}.notify`, type: 'notify', ...to, notice: { ...noticeOf(alert, step), task: true } };
}

/** A notice that was sent shows what has become of the alert. It holds up no crisis, and no counselor's words. `id` is the event's. Pure. */
export function updateEffect(alert: Alert, id: string, { person, way, handle }: SentNotice): NotifyEffect {
  const to = { to: 'system', lane: 'reply', person, way, update: handle } as const;
  return { id: `${id}.update`, type: 'notify', ...to, notice: noticeOf(alert, 'primary') };
}

const noticeOf = ({ id, caseCode, level, raisedAt }: Alert, step: OnCall): Notice => ({
  ...{ alert: id, caseCode, level, raisedAt, step },
});

/** What became of an alert, for its couple. `id` is the event's. Pure. */
export function tellEffect(
  alert: Alert,
  id: string,
  what: AlertUpdate['what'],
  more: Partial<Pick<AlertUpdate, 'holder' | 'words' | 'answers' | 'lifeLeads'>> = {},
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
