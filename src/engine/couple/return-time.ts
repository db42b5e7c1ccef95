import { hours, minutes } from '../../domain/duration.ts';
import { localDate, localTime, nextLocal, spokenTime } from '../../domain/local-time.ts';
import type { Conversation, Turn } from '../turn.ts';

/** How long a break is where nobody says it, how short and how long one can be, ms. Source: exercises.md 9. */
export const standardBreak = minutes(30);
const shortest = minutes(20);
const longest = hours(24);

/** Nobody is asked back late in the evening or at night: then it is the morning. */
const evening = '21:00';
const early = '08:00';
const morning = '10:00';

const named: Readonly<Record<string, number>> = {
  'half-hour': minutes(30),
  'one-hour': hours(1),
  'two-hours': hours(2),
};

/** How long an answer of `time-out.how-long` means, ms: an option, or minutes in digits. Pure. */
export const wantedBreak = (answer: string): number | 'morning' =>
  answer === 'morning' ? answer : (named[answer] ?? minutes(Number(answer)));

/** The zone of what both take part in: neither partner's own. */
export const zoneOf = ({ together, limits }: Turn): string => together.plan?.zone ?? limits.clinicZone;

/**
 * When a break that was asked for at an instant is over: after so many ms, or in the morning. From 20 minutes to 24 hours, never late
 * in the evening there. Pure.
 */
export function returnAt(at: number, wanted: number | 'morning', zone: string): number {
  if (wanted === 'morning') return nextLocal(at + shortest, morning, zone);
  const instant = at + Math.min(longest, Math.max(shortest, wanted));
  const time = localTime(instant, zone);
  if (time >= early && time < evening) return instant;
  const next = nextLocal(instant, morning, zone);
  return next - at > longest ? nextLocal(at + shortest, morning, zone) : next;
}

/** When a break is over, as this partner's clock shows it: today or tomorrow. */
export const returnParams = ({ partner, turn }: Conversation, returnsAt: number) => ({
  time: spokenTime(returnsAt, partner.zone, partner.language),
  day: localDate(returnsAt, partner.zone) === localDate(turn.at, partner.zone) ? 'today' : 'tomorrow',
});
