import { computed, signal } from '@preact/signals';

/** The service's clock as far as it is known, epoch ms; it ticks each second. */
export const now = signal(Date.now());
/** The same, to the minute: what changes no sooner is drawn anew no sooner. */
export const nowMinute = computed(() => Math.floor(now.value / 60_000) * 60_000);
let ahead = 0;

/** Takes the service's own time from an answer of it. */
export function setClock(at: number): void {
  ahead = at - Date.now();
  now.value = at;
}

/** Keeps the clock going. Touches a timer. */
export function startClock(): void {
  setInterval(() => {
    now.value = Date.now() + ahead;
  }, 1_000);
}
