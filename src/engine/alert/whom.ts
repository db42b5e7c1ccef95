import type { OnCall } from '../../domain/alert.ts';
import { quietUntil } from '../../domain/local-time.ts';
import { atLeast, type Level } from '../../domain/screening.ts';
import { type OnDuty, onDuty } from '../../domain/staff/on-duty.ts';
import { type Person, workingWays } from '../../domain/staff/person.ts';
import type { Roster } from '../../domain/staff/roster.ts';
import { duties } from '../../domain/staff/rota.ts';
import { callingOrder } from './caseload.ts';

/** Everybody with a working way. Null for a roster: nobody is known. Pure. */
export const callable = (roster: Roster | null): readonly Person[] =>
  roster?.people.filter((person) => workingWays(person).length > 0) ?? [];

/** Until when a person's quiet hours last; null outside them. Pure. */
export const quietFor = ({ quietHours, zone }: Person, at: number): number | null =>
  quietHours && quietUntil(at, quietHours, zone);

/** How many open emergencies each person holds, by name. */
export type Caseload = ReadonlyMap<string, number>;
const noCases: Caseload = new Map();

/** Primary and backup change places where the primary holds too many emergencies and the backup does not. The lead leads all the same. */
function byCaseload(duty: OnDuty, all: readonly Person[], held: Caseload): OnDuty {
  const nameOf = (id: string | null) => all.find((each) => each.id === id)?.name ?? '';
  if (duty.primary === null || duty.backup === null) return duty;
  const [primary = null, backup = null] = callingOrder([duty.primary, duty.backup], nameOf, held);
  return { ...duty, primary, backup };
}

/** Persons to call; `step` is `everyone` where a duty's gap is filled by everybody. */
export interface ToCall {
  readonly step: OnCall;
  readonly persons: readonly Person[];
}

/**
 * Whom a step of the ladder calls: who has the duty. Where nobody has it, or nobody who can be called, and before going live,
 * that is everybody with a working way. An urgent alert goes at once to the next who has no quiet hours now; an
 * emergency to both. Pure. Source: safety.md, "Levels and clocks".
 */
export function whomToCall(
  roster: Roster | null,
  step: OnCall,
  level: Level,
  at: number,
  held: Caseload = noCases,
): ToCall {
  const all = callable(roster);
  const everybody: ToCall = { step: 'everyone', persons: all };
  if (!roster || step === 'everyone' || roster.liveAt === null) return everybody;
  const duty = byCaseload(onDuty(roster.rota, at), all, held);
  const person = all.find(({ id }) => id === duty[step]);
  if (!person) return everybody;
  if (quietFor(person, at) === null || !atLeast(level, 'urgent')) return { step, persons: [person] };
  const later = duties.slice(duties.indexOf(step) + 1).map((each) => all.find(({ id }) => id === duty[each]));
  const next = [...later, ...all].find((each) => each && each.id !== person.id && quietFor(each, at) === null);
  if (!next) return { step, persons: [person] };
  return { step, persons: level === 'emergency' ? [person, next] : [next] };
}

/** Those who have a duty at an instant and can be called, each once; everybody where there is none, and before going live. Pure. */
export function onDutyNow(roster: Roster | null, at: number): readonly Person[] {
  const all = callable(roster);
  const held = roster?.liveAt != null ? Object.values(onDuty(roster.rota, at)) : [];
  const found = all.filter(({ id }) => held.includes(id));
  return found.length > 0 ? found : all;
}
