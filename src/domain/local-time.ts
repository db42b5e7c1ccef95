import { Temporal } from 'temporal-polyfill';
import { createLru } from './lru.ts';

/** Local hours in which no nudge goes out. `from` may be later than `to`: it then crosses midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** All instants are epoch milliseconds; local times are `HH:MM`; zones are IANA names. Gaps and overlaps fire once. */
const at = (instant: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);

const minute = 60_000;

/** What many ask at once is worked out once: nudges of one zone fall due in the same minutes. */
function remembered<Value>(work: (zone: string, of: string | number) => Value) {
  const known = createLru<Value>(1_000);
  return (zone: string, of: string | number): Value => {
    const key = `${zone}|${of}`;
    const value = known.get(key) ?? work(zone, of);
    known.set(key, value);
    return value;
  };
}

/** The date and the time on the wall in a minute since the epoch: offsets of zones are whole minutes. */
const wall = remembered((zone, minutes) => {
  const local = at(Number(minutes) * minute, zone).toPlainDateTime();
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return { date: local.toPlainDate().toString(), time };
});
const wallAt = (instant: number, zone: string) => wall(zone, Math.floor(instant / minute));

/** The instant of a local date and time, `YYYY-MM-DDTHH:MM`. */
const instantOf = remembered(
  (zone, local) =>
    Temporal.PlainDateTime.from(String(local)).toZonedDateTime(zone, { disambiguation: 'compatible' })
      .epochMilliseconds,
);

/** The local date, `YYYY-MM-DD`. Pure. */
export const localDate = (instant: number, zone: string): string => wallAt(instant, zone).date;

/** The local hour and minute, `HH:MM`. Pure. */
export const localTime = (instant: number, zone: string): string => wallAt(instant, zone).time;

/** The next instant strictly after `after` at which the clock on the wall shows `time`. Pure. */
export function nextLocal(after: number, time: string, zone: string): number {
  const today = localDate(after, zone);
  for (let days = 0; ; days += 1) {
    const instant = instantOf(zone, `${days === 0 ? today : daysLater(today, days)}T${time}`);
    if (instant > after) return instant;
  }
}

/**
 * The instant at which the clock on the wall of a zone shows a time (`HH:MM`) on a date (`YYYY-MM-DD`): the first of two, and the
 * far side of a leap. Pure.
 */
export const localInstant = (date: string, time: string, zone: string): number => instantOf(zone, `${date}T${time}`);

/** The same of a date that somebody wrote; null where there is no such date. Pure. */
export function writtenInstant(date: string, time: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  try {
    return localInstant(date, time, zone);
  } catch {
    return null;
  }
}

/** Until when it is quiet: null when it is not quiet now. `from` equal to `to` means never quiet. Pure. */
export function quietUntil(instant: number, quiet: QuietHours, zone: string): number | null {
  const now = localTime(instant, zone);
  const inside = quiet.from <= quiet.to ? now >= quiet.from && now < quiet.to : now >= quiet.from || now < quiet.to;
  return inside ? nextLocal(instant, quiet.to, zone) : null;
}

/** Whether a zone is known here. Pure. */
export function isZone(zone: string): boolean {
  try {
    at(0, zone);
    return true;
  } catch {
    return false;
  }
}

/** A local date some days later, `YYYY-MM-DD`. Pure. */
export const daysLater: (date: string, days: number) => string = remembered((date, days) =>
  Temporal.PlainDate.from(date)
    .add({ days: Number(days) })
    .toString(),
);

/** The days from one local date to another; below 0 where the other is earlier. Pure. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

/** The day of the week of a local date: 1 is Monday, 7 Sunday. Pure. */
export const weekday = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;

/** The hour as people of a language write it, such as `7:40 PM` or `19:40`. Pure. */
export const spokenTime = (instant: number, zone: string, language: string): string =>
  at(instant, zone)
    .toPlainTime()
    .toLocaleString(language === 'en' ? 'en-US' : language, { timeStyle: 'short' });

/** The zone of a city that zones are named by, such as `Mexico City`; null when no zone has that name. Pure. */
export function zoneOfCity(city: string): string | null {
  const wanted = bare(city.split(',')[0] ?? '');
  if (wanted === '') return null;
  return Intl.supportedValuesOf('timeZone').find((zone) => bare(zone.split('/').at(-1) ?? '') === wanted) ?? null;
}

const bare = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
