import type { Lane } from '../../domain/frame.ts';
import { lanes } from '../../domain/frame.ts';

/** Effects that are remembered at most. */
const most = 10_000;

/** Effects that failed and wait, by lane: what the operator sees growing old. Only those this process has tried. */
export function createWaiting() {
  const made = new Map<string, { readonly lane: Lane; readonly made: number }>();
  return {
    failed(id: string, lane: Lane, at: number): void {
      if (made.size < most || made.has(id)) made.set(id, { lane, made: at });
    },
    done: (id: string): void => void made.delete(id),
    /** Seconds that the oldest of each lane has waited. */
    oldest(now: number): Record<Lane, number> {
      const ages = Object.fromEntries(lanes.map((lane) => [lane, 0])) as Record<Lane, number>;
      for (const each of made.values()) ages[each.lane] = Math.max(ages[each.lane], (now - each.made) / 1_000);
      return ages;
    },
  };
}
