import type { Leased } from '../../ports/store.ts';
import type { Loaded, SealedEffect } from '../aggregates/vault.ts';

/** A lane to send, with what the process that committed it still has in memory: nothing of it needs to be opened. */
export interface Handed {
  readonly lease: Leased;
  /** The state that the lane was committed with. */
  readonly loaded: Loaded<unknown> | null;
  /** The effects of that commit by their ids. */
  readonly effects: ReadonlyMap<string, SealedEffect>;
}

/** Between those who commit and the relay, which is made after them. */
export interface LaneQueue {
  /** Lanes whose lease came with a commit. They wait here until somebody takes them. */
  hand(lanes: readonly Handed[]): void;
  /** Gives all that waits, and all that comes, to the relay. */
  takenBy(take: (lane: Handed) => void): void;
}

/** An empty queue, in memory. */
export function createLaneQueue(): LaneQueue {
  const waiting: Handed[] = [];
  let take = (lane: Handed): void => void waiting.push(lane);
  return {
    hand(lanes) {
      for (const lane of lanes) take(lane);
    },
    takenBy(taker) {
      take = taker;
      for (const lane of waiting.splice(0)) taker(lane);
    },
  };
}
