import { Temporal } from 'temporal-polyfill';
import { plain } from './words.ts';

type Names = ReadonlyMap<string, number>;

/** How a language says dates. Names in plain form; `dayFirst` is how 3/4 is read. */
interface DateWords {
  readonly months: Names;
  readonly weekdays: Names;
  readonly tomorrow: string;
  readonly dayFirst: boolean;
}

const wordsOf = (language: string, tomorrow: string, dayFirst: boolean): DateWords => ({
  months: names(language, { month: 'long' }, 12, (index) => dayIn2026(index + 1, 1)),
  weekdays: names(language, { weekday: 'long' }, 7, (index) => dayIn2026(6, index + 1)),
  tomorrow,
  dayFirst,
});

// 2026-06-01 is a Monday, which Temporal counts as day 1 of the week.
const dayIn2026 = (month: number, day: number): number => Temporal.PlainDate.from({ year: 2026, month, day }).dayOfYear;

function names(
  language: string,
  options: { month?: 'long'; weekday?: 'long' },
  count: number,
  dayOfYear: (index: number) => number,
): Names {
  const first = Temporal.PlainDate.from('2026-01-01');
  const found = Array.from({ length: count }, (_, index): [string, number] => {
    const date = first.add({ days: dayOfYear(index) - 1 });
    return [plain(date.toLocaleString(language, options)), index + 1];
  });
  return new Map(found);
}

const spoken: Readonly<Record<string, DateWords>> = {
  en: wordsOf('en', 'tomorrow', false),
  es: wordsOf('es', 'manana', true),
};

/**
 * A date as a partner writes it, `YYYY-MM-DD`: the next such day after `today` and within a year; null when it cannot be
 * read. `12/24`, `Dec 24`, `24 de diciembre`, `Friday`, `tomorrow`, `2026-12-24`. Pure.
 */
export function readDate(text: string, language: string, today: string): string | null {
  const said = plain(text.replace(/(\d)(?:st|nd|rd|th)\b/gi, '$1'));
  const now = Temporal.PlainDate.from(today);
  const words = [language, ...Object.keys(spoken)].flatMap((each) => spoken[each] ?? []);
  for (const each of words) {
    const date = relative(said, each, now) ?? named(said, each, now) ?? numbers(said, each, now);
    if (date) return isNear(date, now) ? date.toString() : null;
  }
  return null;
}

const isNear = (date: Temporal.PlainDate, now: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(date, now) > 0 && Temporal.PlainDate.compare(date, now.add({ years: 1 })) <= 0;

function relative(said: string, { weekdays, tomorrow }: DateWords, now: Temporal.PlainDate): Temporal.PlainDate | null {
  if (said === tomorrow) return now.add({ days: 1 });
  const day = numberOf(weekdays, said.replace(/^(?:(?:on|next|until|el|hasta|proximo) )+/, ''));
  return day === null ? null : now.add({ days: ((day - now.dayOfWeek + 6) % 7) + 1 });
}

/** The number of a name, or of a name that begins so: three letters are enough. */
function numberOf(list: Names, word: string): number | null {
  const found = [...list].find(([name]) => word.length >= 3 && name.startsWith(word));
  return found?.[1] ?? null;
}

function named(said: string, { months }: DateWords, now: Temporal.PlainDate): Temporal.PlainDate | null {
  const words = said.split(' ').filter((word) => !['de', 'del', 'of', 'the', 'el', 'until', 'hasta'].includes(word));
  if (words.length < 2 || words.length > 3) return null;
  const [one = '', two = '', year] = words;
  const month = numberOf(months, one) ?? numberOf(months, two);
  const day = /^\d{1,2}$/.test(one) ? Number(one) : /^\d{1,2}$/.test(two) ? Number(two) : null;
  return month === null || day === null ? null : dated(month, day, year, now);
}

function numbers(said: string, { dayFirst }: DateWords, now: Temporal.PlainDate): Temporal.PlainDate | null {
  const iso = /^(\d{4}) (\d{1,2}) (\d{1,2})$/.exec(said);
  if (iso) return dated(Number(iso[2]), Number(iso[3]), iso[1], now);
  const [, one, two, year] = /^(\d{1,2}) (\d{1,2})(?: (\d{2}|\d{4}))?$/.exec(said) ?? [];
  if (!one || !two) return null;
  const [first, second] = [Number(one), Number(two)];
  const dayIsFirst = dayFirst ? second <= 12 : first > 12;
  return dayIsFirst ? dated(second, first, year, now) : dated(first, second, year, now);
}

/** A month and day in a given year, else the next that comes. Null where there is no such day. */
function dated(
  month: number,
  day: number,
  year: string | undefined,
  now: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const wanted = year === undefined ? now.year : Number(year) + (year.length === 2 ? 2000 : 0);
  try {
    const date = Temporal.PlainDate.from({ year: wanted, month, day }, { overflow: 'reject' });
    return year === undefined && Temporal.PlainDate.compare(date, now) <= 0 ? date.add({ years: 1 }) : date;
  } catch {
    return null;
  }
}
