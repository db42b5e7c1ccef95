import type { Alert, AlertTimer } from '../../domain/alert.ts';
import type { Effect } from '../../domain/effect.ts';
import type { Level } from '../../domain/screening.ts';
import { answersAt } from '../../domain/staffed.ts';
import { tellEffect } from './alert-effects.ts';
import type { Clinic } from './ladder.ts';
import { withoutTimers, withTimer } from './timer-list.ts';

/** How many minutes after it has begun to wait the partner is told that nobody has come (safety.md, "Levels and clocks"). */
const minutes: Readonly<Partial<Record<Level, readonly number[]>>> = {
  emergency: [2, 6, 15, 45],
  urgent: [5, 15, 45],
};
const id = 'waiting';

/**
 * Whether a danger to life leads an alert: its partner is told of waiting though violence is named beside. The texts name the
 * emergency number and the suicide line alone. Pure. Source: safety.md, "Alerts and counselors".
 */
const lifeLeads = ({ level, family, pages }: Alert): boolean =>
  level === 'emergency' &&
  (family === 'substance' ||
    family === 'self' ||
    pages.some((page) => page.category === 'child' && page.level === 'emergency'));

/** Whether a partner may be told that nobody has come: in a violence case, only where a danger to life leads. Pure. */
export const isToldOfWaiting = (alert: Alert): boolean => !alert.violence || lifeLeads(alert);

/** The alert that nobody holds from now on, with the first instant to tell it, where it is told. Pure. */
export const beginWaiting = (alert: Alert, at: number): Alert => withTold(endWaiting(alert), 0, at);

/** The alert whose partner is told nothing of waiting any more. Pure. */
export const endWaiting = (alert: Alert): Alert => withoutTimers(alert, id);

/** The alert with the next instant to tell it, after one was due. What is late moves on the later ones: they never come at once. Pure. */
export const keepWaiting = (alert: Alert, { nth = 0 }: AlertTimer, at: number): Alert => withTold(alert, nth + 1, at);

function withTold(alert: Alert, nth: number, at: number): Alert {
  const instants = minutes[alert.level] ?? [];
  const minute = instants[nth];
  if (minute === undefined || !isToldOfWaiting(alert)) return alert;
  return withTimer(alert, { id, nth, due: at + (minute - (instants[nth - 1] ?? 0)) * 60_000 });
}

/** Tells the couple that nobody has claimed the alert. `event` is the event's id. Pure. */
export const tellWaiting = (alert: Alert, event: string): Effect =>
  tellEffect(alert, event, 'waiting', lifeLeads(alert) ? { lifeLeads: true } : {});

/** Tells the couple, as a same-day alert is raised, when a person answers; nothing in a violence case. Pure. */
export function tellAnswers(alert: Alert, event: string, at: number, { zone }: Clinic): readonly Effect[] {
  if (alert.level !== 'same-day' || alert.violence || alert.holder !== null) return [];
  return [tellEffect(alert, `${event}.answers`, 'waiting', { answers: answersAt(at, zone) })];
}
