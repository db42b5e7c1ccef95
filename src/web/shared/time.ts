import type { Language } from '../../domain/language.ts';
import { sharedWords } from './dictionary.ts';
import { locales } from './language.ts';

/** A domain instant as it travels: ISO text or epoch milliseconds. */
export type Instant = string | number;

/** Epoch milliseconds of an instant. Pure. */
export const ms = (instant: Instant): number => (typeof instant === 'number' ? instant : Date.parse(instant));

type Shape = Intl.DateTimeFormatOptions;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string, name: string, shape: Shape): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${name}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], { ...shape, timeZone: zone });
  formats.set(key, known);
  return known;
}

/** Local hour and minute, such as `7:40 PM`. Pure. */
export const clockTime = (instant: Instant, zone: string, language: Language): string =>
  format(language, zone, 'time', { hour: 'numeric', minute: '2-digit' }).format(ms(instant));

/** Local weekday and date, such as `Tuesday, March 3`. Pure. */
export const day = (instant: Instant, zone: string, language: Language): string =>
  format(language, zone, 'day', { weekday: 'long', month: 'long', day: 'numeric' }).format(ms(instant));

/** Short local weekday, date and time, such as `Tue, Mar 3, 7:40 PM`. Pure. */
export const moment = (instant: Instant, zone: string, language: Language): string =>
  format(language, zone, 'moment', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(ms(instant));

/** Date with its year, such as `Mar 3, 2026`. Pure. */
export const date = (instant: Instant, zone: string, language: Language): string =>
  format(language, zone, 'date-year', { dateStyle: 'medium' }).format(ms(instant));

/** The same as `moment`, without the day where it is today's. Pure. */
export const shortMoment = (instant: Instant, now: Instant, zone: string, language: Language): string =>
  (sameDay(instant, now, zone) ? clockTime : moment)(instant, zone, language);

/** The zone as people say it, such as `Central Time`. Pure. */
export function zoneName(instant: Instant, zone: string, language: Language): string {
  const parts = format(language, zone, 'zone', { timeZoneName: 'longGeneric' }).formatToParts(ms(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** Whether two instants fall on the same local date. Pure. */
export const sameDay = (left: Instant, right: Instant, zone: string): boolean =>
  format('en', zone, 'date', { dateStyle: 'short' }).format(ms(left)) ===
  format('en', zone, 'date', { dateStyle: 'short' }).format(ms(right));

/** A local time of day, `HH:MM`, as people say it, such as `9 PM`. Pure. */
export function wallTime(time: string, language: Language): string {
  const shape: Shape = time.endsWith(':00') ? { hour: 'numeric' } : { hour: 'numeric', minute: '2-digit' };
  return format(language, 'UTC', `wall ${time.endsWith(':00')}`, shape).format(Date.parse(`2000-01-01T${time}Z`));
}

/** The name of a language, such as `Spanish`. Pure. */
export const languageName = (named: Language, language: Language): string =>
  new Intl.DisplayNames(locales[language], { type: 'language' }).of(named) ?? named;

/** A length of time in its two largest units, such as `1 hr, 5 min`. Pure. */
export function duration(length: number, language: Language): string {
  const minutes = Math.floor(Math.max(0, length) / 60_000);
  if (minutes === 0) return sharedWords.text(language, 'wait.none');
  const parts = [
    ['day', Math.floor(minutes / 1_440)],
    ['hour', Math.floor(minutes / 60) % 24],
    ['minute', minutes % 60],
  ] as const;
  const shown = parts.filter(([, count]) => count > 0).slice(0, 2);
  return shown.map(([unit, count]) => inUnit(unit, count, language)).join(' ');
}

const units = new Map<string, Intl.NumberFormat>();

/** Formats are kept: making one takes longer than using it a hundred times. */
function inUnit(unit: 'day' | 'hour' | 'minute', count: number, language: Language): string {
  const unitDisplay = unit === 'day' ? 'long' : 'short';
  const known =
    units.get(`${language}|${unit}`) ?? new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay });
  units.set(`${language}|${unit}`, known);
  return known.format(count);
}
