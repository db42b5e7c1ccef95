import { Temporal } from 'temporal-polyfill';
import { afterwards, type DateWords, dateWords, type Names } from './date-words.ts';
import { plain } from './words.ts';

type Day = Temporal.PlainDate;

/** A day that is today or over. */
export const past = 'past';

/**
 * A date as a partner writes it, `YYYY-MM-DD`: a day after `today` and within a year. `past` for a day that is today or
 * over; null when it cannot be read. `12/24`, `Dec 24`, `Thursday, December 24`, `24 de diciembre`, `the 13th`, `Friday`,
 * `tomorrow at 7`, `next week`, `2026-12-24`. A day without a year is the nearest one of its name. Pure.
 */
export function readDate(text: string, language: string, today: string): string | null {
  const now = Temporal.PlainDate.from(today);
  const { said, isDay } = dateSaid(text);
  for (const words of [language, ...Object.keys(dateWords)].flatMap((each) => dateWords[each] ?? [])) {
    const date = dayOf(said, words, now, isDay);
    if (date === past) return past;
    if (date) return nearOnly(date, now);
  }
  return null;
}

/**
 * What may be a date, in plain form and without ordinals. `isDay`: "5" alone may be anything, "the 5th" and "el 5" are days of a
 * month. Pure.
 */
export const dateSaid = (text: string) => ({
  said: plain(text.replace(/(\d)(?:st|nd|rd|th)\b/gi, '$1').replace(/\b1(?:ro|º|°|er)(?![\p{L}\d])/giu, '1')),
  isDay: /\d(?:st|nd|rd|th)\b/i.test(text) || /\b(?:the|el|d[ií]a) \d/i.test(text),
});

function nearOnly(date: Day, now: Day): string | null {
  if (Temporal.PlainDate.compare(date, now) <= 0) return past;
  return Temporal.PlainDate.compare(date, now.add({ years: 1 })) <= 0 ? date.toString() : null;
}

type Found = Day | typeof past | null;

function dayOf(said: string, words: DateWords, now: Day, isDay: boolean): Found {
  const bare = words.times.reduce((rest, time) => rest.replace(time, ''), said).trim();
  const found = relative(bare, words, now);
  if (found) return found;
  const parts = bare.split(' ').filter((word) => !words.fillers.has(word));
  // "mar" is Tuesday and March in Spanish: it is the weekday only beside another month.
  const hasMonth = (but: string): boolean =>
    parts.some((part) => part !== but && numberOf(words.months, part) !== null) || parts.length > 3;
  const isWeekday = (part: string): boolean =>
    numberOf(words.weekdays, part) !== null && (numberOf(words.months, part) === null || hasMonth(part));
  const named = parts.find(isWeekday);
  const weekday = named === undefined ? null : numberOf(words.weekdays, named);
  const rest = parts.filter((part) => !isWeekday(part));
  if (weekday !== null && rest.every((part) => words.next.has(part))) return afterwards(now, weekday);
  const date = calendar(rest, words, now, isDay || weekday !== null);
  // "Monday, March 13" that is a Friday: one of both is wrong.
  return weekday === null || !date || date === past || date.dayOfWeek === weekday ? date : null;
}

function relative(said: string, { days, spans, over }: DateWords, now: Day): Found {
  if (over.some((pattern) => pattern.test(said))) return past;
  for (const [pattern, day] of days) if (pattern.test(said)) return day(now);
  for (const [pattern, unit] of spans.patterns) {
    const [, amount = ''] = pattern.exec(said) ?? [];
    const count = /^\d{1,3}$/.test(amount) ? Number(amount) : spans.numbers.get(amount);
    if (count !== undefined) return now.add({ [unit]: count });
  }
  return null;
}

function calendar(parts: readonly string[], words: DateWords, now: Day, isDay: boolean): Found {
  const [one = ''] = parts;
  if (parts.length === 1 && isDay && isDayNumber(one)) return dayOfMonth(Number(one), now);
  const found = numbered(parts, words);
  return found && dated(found, now);
}

/** The month, day and year that words name: "24 de diciembre", "Dec 24", "12/24", "2026-12-24". Pure. */
export function numbered(parts: readonly string[], words: DateWords): Numbered | null {
  const [one = '', two = '', year] = parts;
  if (parts.length < 2 || parts.length > 3) return null;
  const month = numberOf(words.months, one) ?? numberOf(words.months, two);
  const day = [one, two].find(isDayNumber);
  if (month !== null) return day === undefined ? null : { month, day: Number(day), year };
  return numbers(parts, words.dayFirst);
}

/** Numbers of a calendar day, in the order in which a language writes them. `year` is left out where none was said. */
export interface Numbered {
  readonly month: number;
  readonly day: number;
  readonly year?: string | undefined;
}

/** The number of a name, or of a name that begins so: three letters are enough. */
export function numberOf(list: Names, word: string): number | null {
  const found = [...list].find(([name]) => word.length >= 3 && (name.startsWith(word) || word === `${name}s`));
  return found?.[1] ?? null;
}

export const isDayNumber = (word: string): boolean => /^\d{1,2}$/.test(word);

function numbers([one = '', two = '', three]: readonly string[], dayFirst: boolean): Numbered | null {
  if (/^\d{4}$/.test(one))
    return three !== undefined && isDayNumber(two) && isDayNumber(three)
      ? { month: Number(two), day: Number(three), year: one }
      : null;
  if (!isDayNumber(one) || !isDayNumber(two)) return null;
  const [first, second] = [Number(one), Number(two)];
  const dayIsFirst = dayFirst ? second <= 12 : first > 12;
  return dayIsFirst ? { month: second, day: first, year: three } : { month: first, day: second, year: three };
}

/** A year of two digits or four; null where it is neither. Pure. */
export const yearOf = (year: string): number | null =>
  /^(?:\d{2}|\d{4})$/.test(year) ? Number(year) + (year.length === 2 ? 2000 : 0) : null;

/** Within half a year a day that has passed this year is next year's. */
const nearestDays = 183;

/** A month and day in a given year, else the nearest one. Null where there is no such day. */
function dated({ month, day, year }: Numbered, now: Day): Found {
  if (year !== undefined) {
    const full = yearOf(year);
    return full === null ? null : real(full, month, day);
  }
  const next = real(now.year + 1, month, day);
  if (next && now.until(next).days <= nearestDays) return next;
  return real(now.year, month, day);
}

/** The next day of that number; today is no day to come. */
function dayOfMonth(day: number, now: Day): Found {
  if (day === now.day) return past;
  const first = now.with({ day: 1 });
  const months = Array.from({ length: 3 }, (_, index) => first.add({ months: index }));
  const days = months.flatMap((month) => real(month.year, month.month, day) ?? []);
  return days.find((date) => Temporal.PlainDate.compare(date, now) > 0) ?? null;
}

/** A day that there is. Pure. */
export function real(year: number, month: number, day: number): Day | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}
