import type { ContactWay, Person, WayKind } from '../../src/domain/staff/person.ts';
import type { Drill, Roster } from '../../src/domain/staff/roster.ts';
import { duties } from '../../src/domain/staff/rota.ts';
import type { OnCallSource } from '../../src/ports/on-call.ts';
import type { CodeAnswer, OnCallWay, Staff } from '../../src/ports/staff.ts';

/** A contact way that works. */
export const aWay = (kind: WayKind, address: string, fields: Partial<ContactWay> = {}): ContactWay => ({
  ...{ id: `${kind}-${address}`, kind, address, after: 0, verifiedAt: 1 },
  ...fields,
});

/** Somebody on call. */
export const aPerson = (name: string, ways: readonly ContactWay[], fields: Partial<Person> = {}): Person => ({
  ...{ id: name.toLowerCase(), name, role: 'counselor', language: 'en', zone: 'America/Chicago', ways },
  quietHours: null,
  ...fields,
});

const rosterOf = (people: readonly Person[]): Roster => {
  const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00', zone: 'UTC' };
  const weekly = duties.flatMap((duty, nth) => {
    const person = people[nth];
    return person ? [{ id: duty, duty, person: person.id, ...always }] : [];
  });
  return { id: 'roster', people, rota: { weekly, overrides: [] }, liveAt: 0 };
};

/** The people on call in memory; keeps what it was asked to do. `code`: what a code that comes back comes to. */
export function fakeStaff(people: readonly Person[]) {
  const ended: { readonly way: string; readonly code: string; readonly optedOut: boolean }[] = [];
  const reached: { readonly way: string; readonly reference: string }[] = [];
  const refused: { readonly person: string | null; readonly why: string }[] = [];
  const answered: { readonly drill: string; readonly person: string }[] = [];
  const codes: string[] = [];
  const state: { people: readonly Person[]; drill: Drill | null; code: CodeAnswer; gone: boolean } = {
    ...{ people, drill: null, code: 'works', gone: false },
  };
  const all = (): readonly OnCallWay[] => state.people.flatMap((person) => person.ways.map((way) => ({ person, way })));
  const change = (id: string, fields: Partial<ContactWay>): void => {
    const ways = (of: Person) => of.ways.map((way) => (way.id === id ? { ...way, ...fields } : way));
    state.people = state.people.map((person) => ({ ...person, ways: ways(person) }));
  };
  const staff: Staff = {
    whoseWay: async (kind, address) => all().find(({ way }) => way.kind === kind && way.address === address) ?? null,
    wayOf: async (person, id) => all().find((each) => each.person.id === person && each.way.id === id) ?? null,
    async codeReturned(_, code) {
      codes.push(code);
      return state.code;
    },
    async reached({ way }, reference) {
      reached.push({ way: way.id, reference });
      change(way.id, { reference });
    },
    async endWay({ way }, { code, at, optedOut = false }) {
      ended.push({ way: way.id, code, optedOut });
      change(way.id, { ended: { code, at } });
    },
    openDrill: async () => state.drill,
    async answerDrill(drill, person) {
      if (state.drill?.id !== drill || state.drill.answeredAt !== null) return false;
      answered.push({ drill, person });
      state.drill = { ...state.drill, answeredAt: 1, by: person };
      return true;
    },
    async refused(person, why) {
      refused.push({ person, why });
    },
  };
  /** The same people, in their order primary, backup and lead, day and night. */
  const onCall: OnCallSource = {
    lastKnown: () => rosterOf(state.people),
    roster: async () => rosterOf(state.people),
  };
  return { staff, onCall, state, ended, reached, refused, answered, codes };
}
