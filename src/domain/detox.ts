import { daysLater, localDate, writtenInstant } from './local-time.ts';

/** The day (`YYYY-MM-DD`) on which somebody's detox ended. It is kept in their own sealed part, and shown to counselors alone. */
export type DetoxDate = string;

const earliest = '2000-01-01';

/** Why a written detox date cannot be kept; null where it can. A day is over first where the clock is ahead of the zone. Pure. */
export function faultOfDetox(written: string, at: number, zone: string): string | null {
  if (writtenInstant(written, '12:00', 'UTC') === null)
    return 'a detox date is a day that there is, written YYYY-MM-DD';
  if (written > localDate(at, zone)) return 'a detox date is not in the future: write it once the day has come';
  return written < earliest ? `a detox date is not before ${earliest}` : null;
}

/** Whether an instant lies in the days after a detox date, its own day among them. Pure. */
export const isSoonAfter = (date: DetoxDate, days: number, at: number, zone: string): boolean => {
  const today = localDate(at, zone);
  return today >= date && today <= daysLater(date, days);
};
