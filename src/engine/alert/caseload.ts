import type { AlertStatus } from '../../domain/partner.ts';
import type { Level } from '../../domain/screening.ts';

/** With more open emergencies than this a person is called last (safety.md, "Alerts and counselors"). */
const most = 2;

/** The plain fields of an alert, as a list has them without opening it. */
export interface CaseFacets {
  readonly holder: string | null;
  readonly level: Level;
  readonly status: AlertStatus;
}

/** How many open emergencies each person holds, by name; who holds none is not in it. Pure. */
export function emergenciesHeld(cases: Iterable<CaseFacets>): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { holder, level, status } of cases)
    if (holder !== null && level === 'emergency' && status !== 'closed') held.set(holder, (held.get(holder) ?? 0) + 1);
  return held;
}

/**
 * The people on duty in the order in which they are called: who holds more than two open emergencies comes last, among
 * themselves in the order given. Nobody is left out, and nobody's claim is ever refused for it. Pure.
 */
export function callingOrder<Person>(
  people: readonly Person[],
  nameOf: (person: Person) => string,
  held: ReadonlyMap<string, number>,
): readonly Person[] {
  const isFull = (person: Person): boolean => (held.get(nameOf(person)) ?? 0) > most;
  return [...people.filter((person) => !isFull(person)), ...people.filter(isFull)];
}
