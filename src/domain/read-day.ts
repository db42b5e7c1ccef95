import { Temporal } from 'temporal-polyfill';
import { type DateWords, dateWords } from './date-words.ts';
import { dateSaid, isDayNumber, numbered, numberOf, past, readDate, real, yearOf } from './read-date.ts';

type Day = Temporal.PlainDate;

/** A day that is still to come. */
export const future = 'future';

/** No count begins before it. */
const earliest = Temporal.PlainDate.from('1950-01-01');

/**
 * A day that has come, as a partner writes it, `YYYY-MM-DD`: `today`, `yesterday`, `3 weeks ago`, `last Monday`, `Monday`, `March 3`,
 * `3/4/2025`, `el 3 de marzo`, `hace 5 días`. `future` for a day that is still to come; null when it cannot be read. A day without
 * a year is the last one of its name. Pure.
 */
export function readDay(text: string, language: string, today: string): string | null {
  const now = Temporal.PlainDate.from(today);
  const { said, isDay } = dateSaid(text);
  for (const words of [language, ...Object.keys(dateWords)].flatMap((each) => dateWords[each] ?? [])) {
    const day = dayOf(said, words, now, isDay);
    if (!day || Temporal.PlainDate.compare(day, earliest) < 0) continue;
    return Temporal.PlainDate.compare(day, now) > 0 ? future : day.toString();
  }
  const ahead = readDate(text, language, today);
  return ahead === null || ahead === past ? null : future;
}

function dayOf(said: string, words: DateWords, now: Day, isDay: boolean): Day | null {
  const { last } = words.behind;
  const relative = relativeDay(said, words, now);
  if (relative) return relative;
  // "del" and "de" are said within dates, and "last" beside any.
  const parts = said.split(' ').filter((word) => !words.fillers.has(word) && !last.has(word));
  const [only = ''] = parts;
  const weekday = parts.length === 1 ? numberOf(words.weekdays, only) : null;
  if (weekday !== null) return now.subtract({ days: ((now.dayOfWeek - weekday + 6) % 7) + 1 });
  if (parts.length === 1 && isDay && isDayNumber(only)) return lastOfMonth(Number(only), now);
  const found = numbered(parts, words) ?? numbered(parts.slice(1), words);
  if (!found) return null;
  const { month, day, year } = found;
  if (year !== undefined) return inYear(yearOf(year), month, day);
  const here = real(now.year, month, day);
  if (here && Temporal.PlainDate.compare(here, now) <= 0) return here;
  // February 29 is the last one that there was.
  for (let back = 1; back <= 8; back += 1) {
    const before = real(now.year - back, month, day);
    if (before) return before;
  }
  return null;
}

const inYear = (year: number | null, month: number, day: number): Day | null =>
  year === null ? null : real(year, month, day);

function relativeDay(said: string, { behind, spans }: DateWords, now: Day): Day | null {
  const plainly = said.replace(/^(?:since|from|it was|desde|fue) /, '');
  for (const [pattern, days] of behind.days) if (pattern.test(plainly)) return now.subtract({ days });
  for (const [pattern, unit] of behind.ago) {
    const [, amount = ''] = pattern.exec(plainly) ?? [];
    const count = /^\d{1,4}$/.test(amount) ? Number(amount) : spans.numbers.get(amount);
    if (count !== undefined) return now.subtract({ [unit]: count });
  }
  return null;
}

/** The last day of that number, today among them. */
function lastOfMonth(day: number, now: Day): Day | null {
  const first = now.with({ day: 1 });
  for (let back = 0; back < 3; back += 1) {
    const month = first.subtract({ months: back });
    const found = real(month.year, month.month, day);
    if (found && Temporal.PlainDate.compare(found, now) <= 0) return found;
  }
  return null;
}
