import type { AlertTimer } from '../../domain/alert.ts';

/** What has timers: an alert, or a request. */
export interface Timed {
  readonly timers?: readonly AlertTimer[];
}

/** It with a timer, which takes the place of the one of that id. Pure. */
export const withTimer = <T extends Timed>(of: T, timer: AlertTimer): T => {
  const rest = (of.timers ?? []).filter(({ id }) => id !== timer.id);
  return { ...of, timers: [...rest, timer] };
};

/** It without the timers of these ids; the same when it has none of them. Pure. */
export function withoutTimers<T extends Timed>(of: T, ...ids: readonly string[]): T {
  const rest = (of.timers ?? []).filter(({ id }) => !ids.includes(id));
  return rest.length === (of.timers ?? []).length ? of : { ...of, timers: rest };
}
