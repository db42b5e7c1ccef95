import type { Alert, AlertTimer } from '../../domain/alert.ts';
import { retryAfter } from '../time/timers.ts';
import type { AlertResult, DueEvent } from './alert-event.ts';
import { isTaskTimer, openFollowUp, remindOfTask } from './alert-tasks.ts';
import { againTimer, calledBy, callStep, goOnCalling } from './calls.ts';
import { type Clinic, climb } from './ladder.ts';
import { type Timed, withoutTimers } from './timer-list.ts';
import { keepWaiting, tellWaiting } from './waiting.ts';

/** The timers of an alert, or a request, that are due by an instant, in the order of their instants. Pure. */
export const alertDueBy = ({ timers = [] }: Timed, at: number): readonly AlertTimer[] =>
  timers.filter(({ due }) => due <= at).sort((left, right) => left.due - right.due);

/** The next instant at which a timer of an alert, or a request, is due, domain time; null when none waits. Pure. */
export const nextAlertWake = ({ timers = [] }: Timed): number | null =>
  timers.length === 0 ? null : Math.min(...timers.map(({ due }) => due));

/** The alert after one of its timers fired, and what follows from it; one that is gone changes nothing. Pure. */
export function fireTimer(alert: Alert, { id, at, timer: name }: DueEvent, clinic: Clinic): AlertResult {
  const timer = alert.timers?.find((each) => each.id === name);
  if (!timer) return { ok: true, alert, effects: [], records: [] };
  const fired = withoutTimers(alert, name);
  const person = calledBy(name);
  if (person !== null) return { ok: true, ...goOnCalling(fired, person, { id, at }, clinic), records: [] };
  if (isTaskTimer(name)) return remindOfTask(fired, timer, id, at, clinic);
  switch (name) {
    case 'ladder': {
      const next = climb(fired, timer, at, clinic);
      return { ok: true, ...callStep(next.alert, next.who, { id, at }, clinic), records: [] };
    }
    case againTimer:
      return { ok: true, ...callStep(fired, 'everyone', { id, at }, clinic), records: [] };
    case 'waiting':
      return { ok: true, alert: keepWaiting(fired, timer, at), effects: [tellWaiting(alert, id)], records: [] };
    case 'unanswered':
      return { ok: true, ...callStep(fired, 'lead', { id, at }, clinic), records: [] };
    case 'follow-up':
      return openFollowUp(fired, id, at, clinic);
    default:
      return { ok: true, alert: fired, effects: [], records: [] };
  }
}

/** The alert, or request, after an event of a timer that threw: it is tried again later, and never given up. Pure. */
export function delayTimer<T extends Timed>(alert: T, { id, tries = 0 }: AlertTimer, at: number): T {
  const wait = retryAfter[tries] ?? retryAfter.at(-1) ?? 0;
  const later = (timer: AlertTimer): AlertTimer =>
    timer.id === id ? { ...timer, due: at + wait, tries: tries + 1 } : timer;
  return { ...alert, timers: (alert.timers ?? []).map(later) };
}
