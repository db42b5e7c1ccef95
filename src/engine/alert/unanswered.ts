import type { Alert } from '../../domain/alert.ts';
import { atLeast } from '../../domain/screening.ts';
import { withoutTimers, withTimer } from './timer-list.ts';

const id = 'unanswered';
/** So long an emergency or urgent alert may go without a counselor's words, ms (safety.md, "Levels and clocks"). */
const longest = 15 * 60_000;

/**
 * The alert that pages the lead, claimed or not, unless a counselor writes before then. One that is raised while it waits
 * keeps its instant; what can wait for the day has none. Pure.
 */
export function awaitWords(alert: Alert, at: number): Alert {
  if (!atLeast(alert.level, 'urgent') || alert.timers?.some((timer) => timer.id === id)) return alert;
  return withTimer(alert, { id, due: at + longest });
}

/** The alert after a counselor's words, a call that reached somebody, in a violence case a decision, or closed. Pure. */
export const wordsCame = (alert: Alert): Alert => withoutTimers(alert, id);
