import { daysBetween, localDate } from '../../domain/local-time.ts';
import type { Turn } from '../turn.ts';
import { drawn } from './plan.ts';

/** How many things of a kind can be drawn among. */
const lots = 6;
/** Of so many days, on how many it goes no deeper than what is light, and on how many no deeper than the middle. */
const days = 12;
const lightDays = 6;
const middleDays = 10;

const seedOf = ({ together, couple }: Turn): string => together.plan?.seed ?? couple.id;
const dateOf = ({ together, at, limits }: Turn): string => localDate(at, together.plan?.zone ?? limits.clinicZone);

/** A number from 1 to 6 for today: the days go through all of them one after the other, from one that the couple's seed draws. Pure. */
export function lotToday(turn: Turn): number {
  return 1 + ((drawn(seedOf(turn), 'lots', lots) + daysBetween('2020-01-01', dateOf(turn))) % lots);
}

/**
 * How deep it goes today at most, whatever both allow: light on one day in two, so that what is light tells nothing of what the other
 * allows. Pure. Source: safety.md, "Two partners"; product.md, "Accepted when", 16.
 */
export function deepestToday(turn: Turn): 'light' | 'middle' | 'deep' {
  const lot = drawn(seedOf(turn), `deepest ${dateOf(turn)}`, days);
  return lot < lightDays ? 'light' : lot < middleDays ? 'middle' : 'deep';
}
