import type { Language } from '../../domain/language.ts';
import type { QuietHours } from '../../domain/local-time.ts';
import type { ContactWay, Person, WayKind } from '../../domain/staff/person.ts';
import type { Roster } from '../../domain/staff/roster.ts';
import { type Duty, duties, type Shift } from '../../domain/staff/rota.ts';
import type { OnCallSource } from '../../ports/on-call.ts';
import { noStaff, type OnCallWay, type Staff } from '../../ports/staff.ts';

/** Somebody on call in a rehearsal. Day and night, where no hours are said. */
export interface RehearsedPerson {
  readonly name: string;
  /** None for one who is called with everybody only. */
  readonly duty: Duty | null;
  /** In the order in which they are tried, two minutes apart. */
  readonly ways: readonly WayKind[];
  readonly hours?: Pick<Shift, 'from' | 'to'>;
  readonly zone?: string;
  readonly language?: Language;
  readonly quietHours?: QuietHours;
}

/** Who is on call in a rehearsal: it can be changed, and keeps which ways have ended. */
export interface RehearsalOnCall extends OnCallSource {
  set(roster: Roster | null): void;
  readonly staff: Staff;
}

const standardZone = 'America/Chicago';
/** How long after the one before it a way is tried, ms. */
const apart = 120_000;
const allDay = { from: '00:00', to: '00:00' } as const;

const idOf = ({ name }: RehearsedPerson): string => name.toLowerCase();

function personOf(given: RehearsedPerson): Person {
  const { name, zone = standardZone, language = 'en', quietHours = null } = given;
  const id = idOf(given);
  const wayOf = (kind: WayKind, nth: number): ContactWay => ({
    ...{ id: `${id}-${kind}`, kind, address: `${kind}:${id}`, after: nth * apart, verifiedAt: 0 },
  });
  return { id, name, role: 'supervisor', language, zone, quietHours, ways: given.ways.map(wayOf) };
}

const shiftOf = (given: RehearsedPerson, duty: Duty): Shift => ({
  ...{ id: `${idOf(given)}-${duty}`, duty, person: idOf(given), days: [1, 2, 3, 4, 5, 6, 7] },
  ...{ ...(given.hours ?? allDay), zone: given.zone ?? standardZone },
});

/** A roster of these people that has gone live. A person may stand in it once for each duty. Pure. */
export function rehearsedRoster(people: readonly RehearsedPerson[]): Roster {
  const first = people.filter((each, at) => people.findIndex((other) => idOf(other) === idOf(each)) === at);
  const weekly = people.flatMap((each) => (each.duty ? [shiftOf(each, each.duty)] : []));
  return { id: 'roster', people: first.map(personOf), rota: { weekly, overrides: [] }, liveAt: 0 };
}

/** One counselor who has every duty and can always be called. */
export const soleCounselor: Roster = rehearsedRoster(duties.map((duty) => ({ name: 'Dana', duty, ways: ['teams'] })));

function find(roster: Roster | null, which: (way: ContactWay) => boolean): OnCallWay | null {
  const all = roster?.people.flatMap((person) => person.ways.map((way) => ({ person, way }))) ?? [];
  return all.find(({ way }) => which(way)) ?? null;
}

/** The people on call of a rehearsal. In memory. */
export function createRehearsalOnCall(first: Roster | null = soleCounselor): RehearsalOnCall {
  let known = first;
  return {
    lastKnown: () => known,
    roster: async () => known,
    set(roster) {
      known = roster;
    },
    staff: {
      ...noStaff,
      whoseWay: async (kind, address) => find(known, (way) => way.kind === kind && way.address === address),
      wayOf: async (_, way) => find(known, ({ id }) => id === way),
      async endWay({ person, way }, ended) {
        if (!known) return;
        const end = (each: ContactWay): ContactWay => (each.id === way.id ? { ...each, ended } : each);
        const of = (each: Person): Person => (each.id === person.id ? { ...each, ways: each.ways.map(end) } : each);
        known = { ...known, people: known.people.map(of) };
      },
    },
  };
}
