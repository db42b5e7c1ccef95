import { type Chance, pick } from './chance.ts';

/** What can go wrong, by the step at which it does. */
export const steps = [
  'commit',
  'settle',
  'claim',
  'claimDue',
  'releaseDue',
  'renew',
  'read',
  'keys',
  'spool',
  'send',
  'notice',
] as const;
export type Step = (typeof steps)[number];

/**
 * What becomes of one step. `refused`: it is not done, and says so; `unheard`: it is done, and says that it was not; `killed-before`,
 * `killed-after`: the process dies there.
 */
export type Fate = 'well' | 'refused' | 'unheard' | 'killed-before' | 'killed-after';

/** How likely each is at one step, in 1. */
export const likely = { refused: 0.008, unheard: 0.006, killed: 0.002 } as const;

/** Decides what breaks, and counts it. */
export interface Trouble {
  /** What becomes of this step. */
  fate(step: Step): Fate;
  /** Nothing breaks while it is off; what is away is back. */
  set(on: boolean): void;
  /** The store is away from now until that instant, real time. */
  away(until: number): void;
  /** Until when the store is away; null while it is there. */
  awayUntil(): number | null;
  /** How often each thing broke. */
  readonly counts: ReadonlyMap<string, number>;
  /** How much broke in all. */
  total(): number;
  /** When something last broke, real time. */
  lastAt(): number;
}

const ofStore: readonly Step[] = ['commit', 'settle', 'claim', 'claimDue', 'releaseDue', 'renew', 'read', 'keys'];

/** Troubles drawn by a chance. In memory. */
export function createTrouble(chance: Chance, now: () => number): Trouble {
  const counts = new Map<string, number>();
  const state = { on: false, until: 0, last: 0 };
  const note = (what: string): void => {
    counts.set(what, (counts.get(what) ?? 0) + 1);
    state.last = now();
  };
  const drawn = (): Fate => {
    const at = chance();
    if (at < likely.refused) return 'refused';
    if (at < likely.refused + likely.unheard) return 'unheard';
    return at < likely.refused + likely.unheard + likely.killed
      ? pick(chance, ['killed-before', 'killed-after'])
      : 'well';
  };
  return {
    fate(step) {
      if (!state.on) return 'well';
      if (now() < state.until && ofStore.includes(step)) return 'refused';
      const fate = drawn();
      if (fate !== 'well') note(`${step} ${fate}`);
      return fate;
    },
    set(on) {
      state.on = on;
      if (!on) state.until = 0;
    },
    away(until) {
      if (!state.on) return;
      state.until = until;
      note('store away');
    },
    awayUntil: () => (now() < state.until ? state.until : null),
    counts,
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    lastAt: () => state.last,
  };
}
