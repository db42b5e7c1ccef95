import { type ContactWay, counts, type Person } from '../../domain/staff/person.ts';
import { findAddress, findWay, type Roster } from '../../domain/staff/roster.ts';
import type { PersonDraft, RosterRefusal, WayDraft } from './roster-event.ts';

/** How often a code may come back wrong. */
const wrongTries = 5;

/** The roster with somebody, new or changed; their ways stay. Pure. */
export function setPerson(roster: Roster, { id, name, role, language, zone, quietHours }: PersonDraft): Roster {
  const before = roster.people.find((each) => each.id === id);
  const person = { id, name, role, language, zone, quietHours, ways: before?.ways ?? [] };
  const people = before ? roster.people.map((each) => (each === before ? person : each)) : [...roster.people, person];
  return { ...roster, people };
}

/** The roster without somebody; their shifts stay and show as a gap. Pure. */
export const removePerson = (roster: Roster, person: string): Roster | RosterRefusal =>
  roster.people.some(({ id }) => id === person)
    ? { ...roster, people: roster.people.filter(({ id }) => id !== person) }
    : 'PERSON_UNKNOWN';

/** The roster with a way that has still to be tried. One place is one way of one person. Pure. */
export function addWay(roster: Roster, person: string, { id, kind, address, after, reference }: WayDraft) {
  if (!roster.people.some((each) => each.id === person)) return 'PERSON_UNKNOWN';
  if (findAddress(roster, kind, address)) return 'WAY_TAKEN';
  const way: ContactWay = {
    ...{ id, kind, address, after, verifiedAt: null },
    ...(reference === undefined ? {} : { reference }),
  };
  return withPerson(roster, person, (each) => ({ ...each, ways: [...each.ways, way] }));
}

/** The roster without a way. Pure. */
export const removeWay = (roster: Roster, person: string, way: string): Roster | RosterRefusal =>
  findWay(roster, person, way)
    ? withPerson(roster, person, (each) => ({ ...each, ways: each.ways.filter(({ id }) => id !== way) }))
    : 'WAY_UNKNOWN';

/** The roster with one way changed; the same where it is not there, or stays as it is. Pure. */
export function changeWay(
  roster: Roster,
  person: string,
  way: string,
  change: (way: ContactWay) => ContactWay,
): Roster {
  const before = findWay(roster, person, way)?.way;
  const after = before && change(before);
  if (!before || after === before) return roster;
  return withPerson(
    roster,
    person,
    (each) => ({ ...each, ways: each.ways.map((it) => (it === before ? after : it)) }) as Person,
  );
}

/** What a code that came back makes of its way. A right one makes it count, also where it had ended. Pure. */
export function takeCode(
  roster: Roster,
  { person, way: id, digest, at }: { person: string; way: string; digest: string; at: number },
): { readonly roster: Roster; readonly came: 'works' | 'CODE_WRONG' | 'CODE_OVER' | 'WAY_UNKNOWN' } {
  const way = findWay(roster, person, id)?.way;
  if (!way) return { roster, came: 'WAY_UNKNOWN' };
  const { code, ended: _, ...rest } = way;
  if (!code || code.until <= at || code.wrong >= wrongTries) return { roster, came: 'CODE_OVER' };
  const right = code.digest === digest;
  const now: ContactWay = right ? { ...rest, verifiedAt: at } : { ...way, code: { ...code, wrong: code.wrong + 1 } };
  return { roster: changeWay(roster, person, id, () => now), came: right ? 'works' : 'CODE_WRONG' };
}

/** Whether a way was one that counts, and is none now. Pure. */
export const isLost = (before: ContactWay | undefined, after: ContactWay | undefined): boolean =>
  before !== undefined && counts(before) && !(after && counts(after));

const withPerson = (roster: Roster, id: string, change: (person: Person) => Person): Roster => ({
  ...roster,
  people: roster.people.map((person) => (person.id === id ? change(person) : person)),
});
