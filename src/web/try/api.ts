import { ask } from '../shared/api.ts';
import type { AlertView, Stage } from './wire.ts';

/** What a counselor does with an alert, and what goes with it. */
export type Act =
  | { readonly act: 'claim' | 'take-over' | 'release' | 'hand-back' }
  | { readonly act: 'task-done'; readonly task: string }
  | { readonly act: 'close'; readonly outcome: string }
  | { readonly act: 'say'; readonly words: string };

/** How far the clock is moved: an ISO duration, or to what is due next. */
export type Step = { readonly advance: string } | { readonly to: 'next' };

/** The rehearsal's clock, couple and alerts. */
export const getStage = (): Promise<Stage> => ask('/try/api/state');

/** Moves the rehearsal's clock; answers once everything due on the way has happened. */
export const moveClock = (step: Step): Promise<{ now: string }> =>
  ask('/try/api/clock', { method: 'POST', body: step, patience: 120_000 });

/** Does something with an alert, as the rehearsal's counselor. */
export function actOn(alert: string, { act, ...body }: Act): Promise<AlertView> {
  return ask(`/try/api/alerts/${encodeURIComponent(alert)}/${act}`, { method: 'POST', body });
}
