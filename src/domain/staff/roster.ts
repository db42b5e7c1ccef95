import type { ChainHead } from '../audit.ts';
import type { Person } from './person.ts';
import type { Rota } from './rota.ts';

/** The people of the clinic, who is on call, and whether it has gone live: one record. */
export interface Roster {
  readonly id: 'roster';
  readonly people: readonly Person[];
  readonly rota: Rota;
  /** When it went live, domain time; null before. It never ends. */
  readonly liveAt: number | null;
  /** The newest drill; none before the first. */
  readonly drill?: Drill;
  readonly timers?: readonly RosterTimer[];
  readonly audit?: ChainHead;
}

/** A test of the whole way of a page. `answeredAt`: somebody acknowledged it. */
export interface Drill {
  readonly id: string;
  readonly at: number;
  readonly answeredAt: number | null;
  readonly by: string | null;
}

/** `due` is domain time, epoch ms. */
export interface RosterTimer {
  readonly id: string;
  readonly due: number;
  readonly nth?: number;
}
