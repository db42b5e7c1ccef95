import type { ChainHead } from '../audit.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { type ContactWay, isSameWay, type Person, type WayKind } from './person.ts';
import type { Rota } from './rota.ts';

/** The people of the clinic, who is on call, and whether it has gone live: one record. */
export interface Roster {
  readonly id: 'roster';
  readonly people: readonly Person[];
  readonly rota: Rota;
  /** When it went live, domain time; null before. It never ends. */
  readonly liveAt: number | null;
  /** When a drill begins by itself; the standard one where it is left out. */
  readonly drillWeek?: DrillWeek;
  /** The newest drill; none before the first. */
  readonly drill?: Drill;
  /** The gaps that somebody was told of, so that each is told once. */
  readonly told?: readonly ToldGap[];
  readonly timers?: readonly RosterTimer[];
  /** What the roster had to say and a way did not take, and nothing since. */
  readonly deadLetters?: readonly DeadLetter[];
  readonly audit?: ChainHead;
}

/** The hour of a week, in the clinic's zone. Days are 1 (Monday) to 7. */
export interface DrillWeek {
  readonly day: number;
  readonly time: string;
}

/** Wednesday morning: most are at work, and the week has days left to mend what fails. */
export const standardDrillWeek: DrillWeek = { day: 3, time: '10:00' };

/** A test of the whole way of a page. */
export interface Drill {
  readonly id: string;
  /** When it began, domain time. */
  readonly at: number;
  /** When somebody acknowledged it in time, and who, by id; null before, and for good once it was missed. */
  readonly answeredAt: number | null;
  readonly by: string | null;
  /** When its time was over without an answer. */
  readonly missedAt?: number;
}

/** A stretch without a primary that can be called. Instants are epoch ms. */
export interface ToldGap {
  readonly from: number;
  readonly until: number;
}

/** `due` is domain time, epoch ms; `tries` counts the events of it that threw. */
export interface RosterTimer {
  readonly id: string;
  readonly due: number;
  readonly nth?: number;
  readonly tries?: number;
}

/** The roster of a clinic that has set up nothing yet. */
export const emptyRoster: Roster = {
  id: 'roster',
  people: [],
  rota: { weekly: [], overrides: [] },
  liveAt: null,
};

/** Somebody who can be called, and one of their ways. */
export interface PersonWay {
  readonly person: Person;
  readonly way: ContactWay;
}

/** One way of a person; null where it is not there, or not any more. Pure. */
export function findWay({ people }: Roster, person: string, way: string): PersonWay | null {
  const found = people.find(({ id }) => id === person);
  const it = found?.ways.find(({ id }) => id === way);
  return found && it ? { person: found, way: it } : null;
}

/** Whose way an address is, whatever has become of it; null where it is nobody's. Pure. */
export function findAddress({ people }: Roster, kind: WayKind, address: string): PersonWay | null {
  for (const person of people) {
    const way = person.ways.find((each) => isSameWay(each, { kind, address }));
    if (way) return { person, way };
  }
  return null;
}
