import type { CoupleSpec, PartnerSpec } from '../../../app/enrolment/spec.ts';
import { daysLater, localInstant } from '../../../domain/local-time.ts';
import type { Side } from '../../../domain/partner.ts';
import { type Chance, pick } from './chance.ts';

/** Somebody of the simulation. `key` is the address, and nobody else's. */
export interface Person {
  readonly key: string;
  readonly caseCode: string;
  readonly side: Side;
  readonly channel: 'sms' | 'teams';
  readonly zone: string;
  readonly language: 'en' | 'es';
  /** Local time of the daily nudge. */
  readonly checkIn: string;
}

/** Zones on both sides of a change of the clocks, and one that has none. */
const zones = ['America/Chicago', 'America/New_York', 'America/Phoenix', 'Europe/Madrid'] as const;
/** The last is in quiet hours: that nudge waits for their end. */
const checkIns = ['09:05', '12:30', '18:00', '20:00', '20:50', '22:30'] as const;

/** The same people for the same seed. Pure. */
export function peopleOf(couples: number, chance: Chance): readonly (readonly [Person, Person])[] {
  return Array.from({ length: couples }, (_, index) => {
    const [zone, language] = [pick(chance, zones), chance() < 0.8 ? 'en' : 'es'] as const;
    const one = (side: Side): Person => {
      const number = String(index * 2 + (side === 'a' ? 0 : 1)).padStart(7, '0');
      const { channel, key } =
        chance() < 0.5
          ? ({ channel: 'sms', key: `+1555${number}` } as const)
          : ({ channel: 'teams', key: `teams-${number}` } as const);
      return { key, caseCode: `S-${index}`, side, channel, zone, language, checkIn: pick(chance, checkIns) };
    };
    return [one('a'), one('b')];
  });
}

/** How a couple is enrolled. Pure. */
export function specOf([a, b]: readonly [Person, Person]): CoupleSpec {
  const partner = ({ key, channel, zone, language, checkIn, side }: Person): PartnerSpec => ({
    ...{ name: side === 'a' ? 'Alex' : 'Sam', language, zone, privatePhone: true, checkIn, channel, address: key },
  });
  return { caseCode: a.caseCode, relationship: 'romantic', a: partner(a), b: partner(b) };
}

/** The instants at which somebody writes on a local date: some days nothing, some days a whole conversation. Pure. */
export function instantsOf({ zone, checkIn }: Person, date: string, chance: Chance): readonly number[] {
  const begins =
    chance() < 0.6 ? localInstant(date, checkIn, zone) + chance() * 40 * minute : anyTime(date, zone, chance);
  const count = chance() < 0.25 ? 0 : 1 + Math.floor(chance() * 7);
  const instants: number[] = [];
  for (let at = begins; instants.length < count; at += (0.2 + chance() * 6) * minute) instants.push(Math.round(at));
  return instants;
}

const minute = 60_000;
const anyTime = (date: string, zone: string, chance: Chance): number =>
  localInstant(date, '00:00', zone) + chance() * 24 * 60 * minute;

/** The dates of a simulation. Pure. */
export const datesFrom = (first: string, days: number): readonly string[] =>
  Array.from({ length: days }, (_, index) => daysLater(first, index));
