import { daysLater, localDate, localInstant, weekday } from '../local-time.ts';
import { type Duty, duties, type Rota, type Shift } from './rota.ts';

/** A stretch of time, epoch ms; `until` is not in it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Who has each duty, by id; null where nobody has. */
export type OnDuty = Readonly<Record<Duty, string | null>>;

/** Who has each duty at an instant. What differs from the week stands before it, and of two that hold the later in the list. Pure. */
export function onDuty({ weekly, overrides }: Rota, at: number): OnDuty {
  const holder = (duty: Duty): string | null => {
    const override = overrides.findLast((each) => each.duty === duty && each.from <= at && at < each.until);
    if (override) return override.person;
    return weekly.findLast((shift) => shift.duty === duty && covers(shift, at))?.person ?? null;
  };
  const [primary, backup, lead] = duties.map(holder) as [string | null, string | null, string | null];
  return { primary, backup, lead };
}

/**
 * The stretches of a shift that begin on local dates around a span. A local time that the clock leaps over is the instant of
 * the leap's far side, one that it shows twice is the first: shifts that meet on the wall meet in time as well. Pure.
 */
export function spansOf(shift: Shift, { from, until }: Span): readonly Span[] {
  const { zone } = shift;
  const last = daysLater(localDate(until, zone), 1);
  const spans: Span[] = [];
  // A shift of the day before may last into the first one; a zone may skip a whole date.
  for (let date = daysLater(localDate(from, zone), -2); date <= last; date = daysLater(date, 1)) {
    if (shift.days.includes(weekday(date))) spans.push(spanOn(shift, date));
  }
  return spans;
}

function spanOn({ from, to, zone }: Shift, date: string): Span {
  const end = from < to ? date : daysLater(date, 1);
  return { from: localInstant(date, from, zone), until: localInstant(end, to, zone) };
}

const covers = (shift: Shift, at: number): boolean =>
  spansOf(shift, { from: at, until: at }).some(({ from, until }) => from <= at && at < until);
