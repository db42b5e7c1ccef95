import { createBuckets, type Pace } from '../../domain/buckets.ts';
import type { TooMany } from '../../engine/events.ts';

/** How fast senders may write before the coach stops answering. All of it is screened, whatever the pace. */
export interface Paces {
  /** One sender's messages. */
  readonly sender: Pace;
  /** How often one stranger is told what to do. */
  readonly greeting: Pace;
  /** The invite codes that one stranger may try. */
  readonly codes: Pace;
  /** Greetings of all strangers together: each new one costs a record and keys. */
  readonly strangers: Pace;
}

/**
 * A person who types fast sends one message in two seconds, and twenty in a burst of taps. A stranger is told what
 * to do three times at most, then once in ten minutes: who writes again is not met with silence. All strangers together thirty times a minute, more than a clinic enrols in a day.
 */
export const defaultPaces: Paces = {
  sender: { burst: 20, oneEvery: 2_000 },
  greeting: { burst: 3, oneEvery: 600_000 },
  codes: { burst: 5, oneEvery: 120_000 },
  strangers: { burst: 30, oneEvery: 2_000 },
};

/** The pace of each sender, in memory. It is told once, and then not again until a burst is over for a minute. */
export function createPacing(paces: Paces) {
  const senders = createBuckets(paces.sender);
  const told = createBuckets({ burst: 1, oneEvery: 60_000 });
  const greeted = createBuckets(paces.greeting);
  const codes = createBuckets(paces.codes);
  const strangers = createBuckets(paces.strangers, 1);
  return {
    /** What a partner's message over the limit gets; null within it. */
    partner(sender: string, now: number): TooMany | null {
      if (senders.take(sender, now) === 0) return null;
      return told.take(sender, now) === 0 ? 'say' : 'silent';
    },
    /** Whether a stranger may try another invite code. */
    mayTry: (sender: string, now: number): boolean => codes.take(sender, now) === 0,
    /** Whether one more stranger may come in at all. */
    mayCome: (now: number): boolean => strangers.take('', now) === 0,
    /** Whether a stranger's message is greeted, only kept, or not kept at all. */
    stranger(sender: string, known: boolean, now: number): 'greet' | 'keep' | 'refuse' {
      if (senders.take(sender, now) > 0) return 'refuse';
      if (known && greeted.take(sender, now) > 0) return 'keep';
      if (strangers.take('', now) > 0) return known ? 'keep' : 'refuse';
      if (!known) greeted.take(sender, now);
      return 'greet';
    },
  };
}

export type Pacing = ReturnType<typeof createPacing>;
