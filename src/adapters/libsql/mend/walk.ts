import { between, type Key, type KeyType } from './key.ts';

/** From low keys to high ones, or the other direction. */
export type Direction = 'up' | 'down';

/** One table that is walked. Each function throws where it meets a damaged page. */
export interface Rows {
  readonly types: readonly KeyType[];
  /** The key that is `step` rows further than `from` on the direction to `to`; null when there are fewer before it. */
  further(from: Key, to: Key, direction: Direction, step: number): Key | null;
  /** Keeps the rows from one key, which is left out, to another. What is kept already stays. */
  keep(from: Key, to: Key, direction: Direction): void;
  /** Keeps one row, and looks at no other: the one after it may stand on a damaged page. */
  keepOne(key: Key): void;
}

/** Rows that are kept at a stretch at most. */
const mostAtOnce = 512;
/** How often what cannot be read is halved: four thousand probes for a page, some 100 ms. */
const depth = 12;

const damaged = Symbol('damaged');

/** What a step gives, or that it met damage. */
export type Attempt = <Result>(work: () => Result) => Result | typeof damaged;

/** `work`, where an error that `isDamage` knows is an answer. */
export const attemptWith =
  (isDamage: (error: unknown) => boolean): Attempt =>
  (work) => {
    try {
      return work();
    } catch (error) {
      if (isDamage(error)) return damaged;
      throw error;
    }
  };

/**
 * Keeps every row that can be reached: from the low end up to the first damaged page, from the high end down to it, and what
 * stands between several of them from the middle of what is left. Gives whether nothing was left out.
 */
export function keepAll(rows: Rows, low: Key, high: Key, attempt: Attempt): boolean {
  let whole = true;

  const keepsWith =
    (to: Key, direction: Direction) =>
    (at: Key, last: Key | null, alone: boolean): boolean =>
      attempt(() => (alone && last ? rows.keepOne(last) : rows.keep(at, last ?? to, direction))) !== damaged;

  /** Walks one direction as long as it can. Gives the last key before what cannot be read; null when it came through. */
  function walk(from: Key, to: Key, direction: Direction): Key | null {
    const keeps = keepsWith(to, direction);
    let at = from;
    for (let step = mostAtOnce; ; ) {
      const last = attempt(() => rows.further(at, to, direction, step));
      const kept = last !== damaged && keeps(at, last, step === 1);
      if (kept && last === null) return null;
      if (last !== damaged && last !== null && (kept || step === 1)) {
        // A row whose key is known and whose other columns cannot be read is left out, and no other.
        if (!kept) whole = false;
        at = last;
        step = kept ? Math.min(mostAtOnce, step * 2) : 1;
      } else if (step > 1) step = Math.ceil(step / 8);
      else return at;
    }
  }

  function search(from: Key, to: Key, times: number): void {
    const middle = times > 0 ? between(from, to, rows.types) : null;
    if (!middle) return;
    const reached = attempt(() => rows.further(middle, to, 'up', 1));
    if (reached === damaged) {
      search(from, middle, times - 1);
      search(middle, to, times - 1);
      return;
    }
    const above = reached && walk(middle, to, 'up');
    const below = walk(middle, from, 'down');
    if (below) search(from, below, times - 1);
    if (above) search(above, to, times - 1);
  }

  const first = walk(low, high, 'up');
  if (!first) return whole;
  const last = walk(high, first, 'down');
  if (last) search(first, last, depth);
  return false;
}
