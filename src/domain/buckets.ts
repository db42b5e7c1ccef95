import { createLru } from './lru.ts';

/** How much may come at once, and how long until one more may. */
export interface Pace {
  readonly burst: number;
  /** ms of real time. */
  readonly oneEvery: number;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/**
 * Token buckets by key, at most `kept` of them; the one unused for longest is forgotten and starts full again. `take`
 * gives 0 when it may go on, else the ms to wait. A clock that goes back gives nothing and takes nothing.
 */
export function createBuckets({ burst, oneEvery }: Pace, kept = 10_000) {
  const buckets = createLru<Bucket>(kept);
  return {
    take(key: string, now: number): number {
      const { left, at } = buckets.get(key) ?? { left: burst, at: now };
      const filled = Math.min(burst, left + Math.max(0, now - at) / oneEvery);
      const goesOn = filled >= 1;
      buckets.set(key, { left: goesOn ? filled - 1 : filled, at: Math.max(now, at) });
      return goesOn ? 0 : Math.ceil((1 - filled) * oneEvery);
    },
  };
}
