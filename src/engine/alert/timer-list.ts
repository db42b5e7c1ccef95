import type { Alert, AlertTimer } from '../../domain/alert.ts';

/** The alert with a timer, which takes the place of the one of that id. Pure. */
export const withTimer = (alert: Alert, timer: AlertTimer): Alert => {
  const rest = (alert.timers ?? []).filter(({ id }) => id !== timer.id);
  return { ...alert, timers: [...rest, timer] };
};

/** The alert without the timers of these ids; the same when it has none of them. Pure. */
export function withoutTimers(alert: Alert, ...ids: readonly string[]): Alert {
  const rest = (alert.timers ?? []).filter(({ id }) => !ids.includes(id));
  return rest.length === (alert.timers ?? []).length ? alert : { ...alert, timers: rest };
}
