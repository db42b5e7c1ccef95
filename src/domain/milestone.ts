import { Temporal } from 'temporal-polyfill';
import { daysBetween, daysLater, localInstant } from './local-time.ts';

/**
 * The days that one partner counts from a date of their own choosing. It is kept in their own sealed part: nobody else learns
 * of it before they share a milestone, on its day. Source: design/product.md, "Milestones".
 */
export interface Count {
  /** The local date it begins on, `YYYY-MM-DD`. */
  readonly start: string;
  /** The instant it begins at, epoch ms, where it was chosen on that very day. */
  readonly since?: number;
  /** Days of the runs before this one, and the longest of them: no new start takes these away. */
  readonly earlier: number;
  readonly longest: number;
  /** The date on which a milestone was last approved for the other partner: once each. */
  readonly shared?: string;
}

export const markUnits = ['hours', 'days', 'months', 'years'] as const;
export type MarkUnit = (typeof markUnits)[number];

/** A day to note: so many of a unit after the beginning. */
export interface Mark {
  readonly unit: MarkUnit;
  readonly count: number;
  readonly date: string;
}

/** The local hour at which a day to note is told. */
const hour = '10:00';
const dayLength = 86_400_000;

const inDays = [7, 30, 60, 90];
const inMonths = [6, 9, 12, 18];
/** More years than anybody counts. */
const years = Array.from({ length: 80 }, (_, index) => index + 2);

/** Whether so many days are noted for everybody. Pure. */
export const isUsualDay = (days: number): boolean => days === 1 || inDays.includes(days);

/** Every day to note after a date, a clinic's own days among them, in their order; one on each date. Pure. */
function marksAfter(start: string, own: readonly number[]): readonly Mark[] {
  const later = (span: { readonly months?: number; readonly years?: number }) =>
    Temporal.PlainDate.from(start).add(span).toString();
  const all: readonly Mark[] = [
    { unit: 'hours', count: 24, date: daysLater(start, 1) },
    ...inDays.map((count): Mark => ({ unit: 'days', count, date: daysLater(start, count) })),
    ...inMonths.map((months): Mark => {
      const isYear = months === 12;
      return { unit: isYear ? 'years' : 'months', count: isYear ? 1 : months, date: later({ months }) };
    }),
    ...years.map((count): Mark => ({ unit: 'years', count, date: later({ years: count }) })),
    ...own.map((count): Mark => ({ unit: 'days', count, date: daysLater(start, count) })),
  ];
  const byDate = new Map<string, Mark>();
  for (const mark of all) if (!byDate.has(mark.date)) byDate.set(mark.date, mark);
  return [...byDate.values()].sort((one, other) => (one.date < other.date ? -1 : 1));
}

/**
 * The day to note that it is at an instant, on a local date; null where it is none. The first 24 hours are noted once they are
 * over, for a day. `own`: a clinic's own, in days. Pure.
 */
export function markNow(count: Count, at: number, today: string, own: readonly number[] = []): Mark | null {
  const { start, since } = count;
  const marks = marksAfter(start, own);
  const [first] = marks;
  if (first?.unit !== 'hours' || since === undefined) return marks.find(({ date }) => date === today) ?? null;
  const over = at - (since + dayLength);
  if (over >= 0 && over < dayLength) return first;
  return marks.find((mark) => mark !== first && mark.date === today) ?? null;
}

/** The first day to note after a local date. Pure. */
export const markAfter = ({ start }: Pick<Count, 'start'>, date: string, own: readonly number[] = []): Mark | null =>
  marksAfter(start, own).find((mark) => mark.date > date) ?? null;

/** When a day to note is told: in the morning there, and 24 hours when they are over. Pure. */
const instantOf = ({ unit, date }: Mark, { since }: Count, zone: string): number =>
  unit === 'hours' && since !== undefined ? since + dayLength : localInstant(date, hour, zone);

/** The first instant after another at which a day to note is told; null where none comes any more. Pure. */
export function nextMilestone(count: Count, after: number, zone: string, own: readonly number[] = []): number | null {
  for (const mark of marksAfter(count.start, own)) {
    const instant = instantOf(mark, count, zone);
    if (instant > after) return instant;
  }
  return null;
}

/** Days of the run that goes on, of all runs together, and of the longest, on a local date. Pure. */
export function daysOf({ start, earlier, longest }: Count, today: string) {
  const days = Math.max(0, daysBetween(start, today));
  return { days, total: earlier + days, longest: Math.max(longest, days) };
}

/** A count that begins on a date: the first one, or one whose date was wrong. What was before stays. Pure. */
export const countFrom = (start: string, at: number, today: string, before: Count | null): Count => ({
  ...{ start, earlier: before?.earlier ?? 0, longest: before?.longest ?? 0 },
  ...(start === today ? { since: at } : {}),
});

/** A new beginning, on the date that the partner has chosen: all days so far and the longest run stay. Pure. */
export function countAnew(start: string, at: number, today: string, before: Count | null): Count {
  if (!before) return countFrom(start, at, today, null);
  const { total, longest } = daysOf(before, start);
  return { ...countFrom(start, at, today, null), earlier: total, longest };
}
