import { Temporal } from 'temporal-polyfill';
import { localDate, localTime } from '../local-time.ts';
import { type Duty, duties, type Rota, type Shift } from './rota.ts';

/** Who has each duty at an instant, by id; null where nobody has. Pure. */
export function onDuty({ weekly, overrides }: Rota, at: number): Readonly<Record<Duty, string | null>> {
  const holder = (duty: Duty): string | null => {
    const override = overrides.findLast((each) => each.duty === duty && each.from <= at && at < each.until);
    if (override) return override.person;
    return weekly.findLast((shift) => shift.duty === duty && covers(shift, at))?.person ?? null;
  };
  return Object.fromEntries(duties.map((duty) => [duty, holder(duty)])) as Record<Duty, string | null>;
}

/** Whether an instant lies in a piece of the week. */
function covers({ days, from, to, zone }: Shift, at: number): boolean {
  const [today, time] = [weekday(localDate(at, zone)), localTime(at, zone)];
  if (from < to) return days.includes(today) && time >= from && time < to;
  return (days.includes(today) && time >= from) || (days.includes(today === 1 ? 7 : today - 1) && time < to);
}

const weekday = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;
