import type { Pace } from '../../domain/buckets.ts';
import type { Lane } from '../../domain/frame.ts';
import { createLru } from '../../domain/lru.ts';

interface Sender {
  /** When all that went out so far is paid for: real time, ms. */
  free: number;
  /** The last instant that was given to a message that has to wait, by its kind. */
  readonly given: Record<'nudge' | 'other', number>;
}

/**
 * Says when one more message may leave by a sender: at once (0), or after so many ms. A crisis always goes at once and is
 * counted. Nudges use half of a burst and half of the rate, so that replies find room between them. Those that wait are
 * given instants one after the other, so that they do not all come again at once. Remembers 10,000 senders.
 */
export function createSlots() {
  const senders = createLru<Sender>(10_000);

  function senderOf(key: string): Sender {
    const known = senders.get(key) ?? { free: 0, given: { nudge: 0, other: 0 } };
    senders.set(key, known);
    return known;
  }

  return {
    wait(key: string, lane: Lane, { burst, oneEvery }: Pace, now: number): number {
      const sender = senderOf(key);
      const kind = lane === 'nudge' ? 'nudge' : 'other';
      const share = kind === 'nudge' ? 2 : 1;
      const opens = sender.free - (burst / share - 1) * oneEvery;
      if (lane === 'crisis' || opens <= now) {
        sender.free = Math.max(sender.free, now) + oneEvery;
        return 0;
      }
      const slot = Math.max(opens, sender.given[kind] + oneEvery * share);
      sender.given[kind] = slot;
      return Math.ceil(slot - now);
    },
    /** The provider takes nothing by this sender until an instant. */
    pause(key: string, until: number, { burst, oneEvery }: Pace): void {
      const sender = senderOf(key);
      sender.free = Math.max(sender.free, until + (burst - 1) * oneEvery);
    },
  };
}
