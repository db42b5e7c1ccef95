import { nextLocal, quietUntil, writtenInstant } from './local-time.ts';

/** The clinic's zone where no other is configured. */
export const standardZone = 'America/Chicago';

/** The hours in which a person answers what can wait for the day, on the clinic's wall (safety.md, "Levels and clocks"). */
const opens = '08:00';
const closes = '21:00';

/** When the clinic opens next: null while it is open. `zone` is the clinic's. Pure. */
export const closedUntil = (at: number, zone: string): number | null =>
  quietUntil(at, { from: closes, to: opens }, zone);

/** When the clinic opens on a local date; null where there is no such date. `zone` is the clinic's. Pure. */
export const opensOn = (date: string, zone: string): number | null => writtenInstant(date, opens, zone);

/** When the clinic closes next, at or after it opens. Pure. */
export const openUntil = (at: number, zone: string): number => nextLocal(closedUntil(at, zone) ?? at, closes, zone);

/** An answer that is worth waiting for before the clinic closes needs this long, ms. */
const worthWaiting = 2 * 3_600_000;

/** When a person answers what can wait for the day: until an instant, or from one on. `zone` is the clinic's. Pure. */
export function answersAt(at: number, zone: string): Answers {
  const closing = openUntil(at, zone);
  const opening = closedUntil(at, zone) ?? closedUntil(closing, zone) ?? closing;
  const isOpen = closedUntil(at, zone) === null && closing - at >= worthWaiting;
  return isOpen ? { open: true, at: closing } : { open: false, at: opening };
}

/** `open`: a person answers until `at`; else from `at` on. Epoch ms. */
export interface Answers {
  readonly open: boolean;
  readonly at: number;
}

/** The instant by which `ms` of open hours have gone by; what would end as the clinic closes ends as it opens again. Pure. */
export function staffedLater(at: number, ms: number, zone: string): number {
  let left = ms;
  let from = closedUntil(at, zone) ?? at;
  for (;;) {
    const room = nextLocal(from, closes, zone) - from;
    if (left < room) return from + left;
    left -= room;
    from = nextLocal(from + room, opens, zone);
  }
}
