import { hashOf } from '../../domain/hash.ts';
import { daysLater, localDate, localInstant, weekday } from '../../domain/local-time.ts';
import type { Plan } from '../../domain/together.ts';

/** What a day holds: something for both, something for each alone, or nothing. */
export type Slot = 'couple' | 'solo' | 'rest';

/** One slot in so many is for each alone. */
const soloOneIn = 4;
/** A season of weeks for each alone begins in one week of so many. */
const seasonOneIn = 12;
/** The longest such season, in weeks. */
const longestSeason = 3;

/** A number below `below`, the same each time for the same seed and name. Pure. */
export function drawn(seed: string, name: string, below: number): number {
  // The last bits of the hash alone follow the last letters of a date: they are mixed with the first.
  let mixed = hashOf(`${seed}|${name}`);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0;
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
}

const mondayOf = (date: string): string => daysLater(date, 1 - weekday(date));

/** What a local date holds in a plan of this seed. Pure: whatever the partners do, it is the same. */
export function slotOn(seed: string, date: string): Slot {
  if (restDays(seed, mondayOf(date)).includes(weekday(date))) return 'rest';
  return isSeason(seed, date) || drawn(seed, `slot ${date}`, soloOneIn) === 0 ? 'solo' : 'couple';
}

/** Two days of each week, 1 to 7. */
function restDays(seed: string, monday: string): readonly number[] {
  const first = drawn(seed, `rest ${monday}`, 7);
  const second = (first + 1 + drawn(seed, `rest too ${monday}`, 6)) % 7;
  return [first + 1, second + 1];
}

/** Whether a date is in a season of one to three weeks for each alone. Seasons can follow one another. */
function isSeason(seed: string, date: string): boolean {
  const monday = mondayOf(date);
  for (let back = 0; back < longestSeason; back += 1) {
    const begins = daysLater(monday, -7 * back);
    if (drawn(seed, `season ${begins}`, seasonOneIn) > 0) continue;
    if (back < 1 + drawn(seed, `weeks ${begins}`, longestSeason)) return true;
  }
  return false;
}

/** The next instant after another at which the plan offers something. Pure. */
export function nextSlot({ seed, hour, zone }: Pick<Plan, 'seed' | 'hour' | 'zone'>, after: number): number {
  for (let date = localDate(after, zone); ; date = daysLater(date, 1)) {
    const instant = localInstant(date, hour, zone);
    if (instant > after && slotOn(seed, date) !== 'rest') return instant;
  }
}

/** A plan that begins now. Its hour is in the early evening, drawn from the seed. Pure. */
export function newPlan(seed: string, zone: string, at: number): Plan {
  const minutes = 17 * 60 + 30 + 15 * drawn(seed, 'hour', 8);
  const hour = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  const plan = { seed, began: localDate(at, zone), hour, zone };
  return { ...plan, next: nextSlot(plan, at) };
}
