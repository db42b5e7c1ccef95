import { Temporal } from 'temporal-polyfill';

/** Local hours in which no nudge goes out. `from` may be later than `to`: it then crosses midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** All instants are epoch milliseconds; local times are `HH:MM`; zones are IANA names. Gaps and overlaps fire once. */
const at = (instant: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);

const onDate = (date: Temporal.PlainDate, localTime: string, zone: string): number =>
  date.toPlainDateTime(Temporal.PlainTime.from(localTime)).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;

/** The local date, `YYYY-MM-DD`. Pure. */
export const localDate = (instant: number, zone: string): string => at(instant, zone).toPlainDate().toString();

/** The local hour and minute, `HH:MM`. Pure. */
export const localTime = (instant: number, zone: string): string =>
  at(instant, zone).toPlainTime().toString({ smallestUnit: 'minute' });

/** The next instant strictly after `after` at which the clock on the wall shows `time`. Pure. */
export function nextLocal(after: number, time: string, zone: string): number {
  const today = at(after, zone).toPlainDate();
  for (let days = 0; ; days += 1) {
    const instant = onDate(today.add({ days }), time, zone);
    if (instant > after) return instant;
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
export const daysLater = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

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
