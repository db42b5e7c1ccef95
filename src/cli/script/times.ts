import { Temporal } from 'temporal-polyfill';
import { unreadable } from './invalid.ts';

const help = 'write YYYY-MM-DD HH:MM, +15m, +2h, +1d or +1d 20:00';
const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * The instant an `at:` line means, in the couple's zone. `now` is null before the first one. `+1d` is the same time on
 * the wall a day later; an hour that occurs twice is its first. Pure.
 * @throws CoachError `SCRIPT_INVALID` for what is no time, does not exist in the zone, or lies in the past.
 */
export function readMoment(written: string, now: number | null, zone: string): number {
  const instant = absolute(written, zone) ?? relative(written, now, zone);
  if (instant === null) throw unreadable(`cannot read this time; ${help}`);
  if (now !== null && instant < now) throw unreadable('time only moves forward; write a later time');
  return instant;
}

/**
 * A length of time such as `5s`, `10m`, `2h` or `1d`, in ms. Pure.
 * @throws CoachError `SCRIPT_INVALID`.
 */
export function readSpan(written: string): number {
  const [, count, unit] = /^(\d{1,5})([smhd])$/u.exec(written) ?? [];
  if (!count || !isUnit(unit)) throw unreadable('cannot read how long; write 5s, 10m, 2h or 1d');
  return Number(count) * units[unit];
}

const isUnit = (unit: string | undefined): unit is keyof typeof units => unit !== undefined && unit in units;

function absolute(written: string, zone: string): number | null {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})\s+(\d{2}:\d{2})$/u.exec(written) ?? [];
  return date && time ? wallTime(() => Temporal.PlainDate.from(date, { overflow: 'reject' }), time, zone) : null;
}

function relative(written: string, now: number | null, zone: string): number | null {
  const [, count, unit, time] = /^\+(\d{1,5})([smhd])(?:\s+(\d{2}:\d{2}))?$/u.exec(written) ?? [];
  if (!count || !isUnit(unit) || (time && unit !== 'd')) return null;
  if (now === null) throw unreadable('the first at: needs a date; write at: 2026-03-07 20:00');
  if (unit !== 'd') return now + Number(count) * units[unit];
  const wall = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const then = time ?? wall.toPlainTime().toString({ smallestUnit: 'second' });
  return wallTime(() => wall.toPlainDate().add({ days: Number(count) }), then, zone);
}

function wallTime(date: () => Temporal.PlainDate, time: string, zone: string): number {
  const local = validLocal(date, time);
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(local)) return zoned.epochMilliseconds;
  throw unreadable(`the clocks in ${zone} skip this time on that day; write another`);
}

function validLocal(date: () => Temporal.PlainDate, time: string): Temporal.PlainDateTime {
  try {
    return date().toPlainDateTime(Temporal.PlainTime.from(time, { overflow: 'reject' }));
  } catch {
    throw unreadable(`there is no such date or time; ${help}`);
  }
}
