import type { Channel, Outgoing, Sent } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import { createBreaker } from './breaker.ts';
import { createSlots } from './slots.ts';

/** It was not tried: the provider's rate, or its being gone, holds it back for so long. No attempt is counted. */
export interface Held {
  readonly held: true;
  readonly code: 'PACED' | 'PROVIDER_GONE';
  readonly retryAfterMs: number;
}

/**
 * Sends by a channel at the rate that its provider takes, and not at all while that is gone. A crisis is never held back.
 * Kept in memory: a process that starts knows nothing yet and tries.
 */
export function createProviders({ real }: Pick<Clock, 'real'>) {
  const slots = createSlots();
  const breaker = createBreaker();

  function heldBack({ name, pace }: Channel, outgoing: Outgoing): Held | null {
    const crisis = outgoing.lane === 'crisis';
    const gone = crisis ? 0 : breaker.wait(name, real());
    if (gone > 0) return { held: true, code: 'PROVIDER_GONE', retryAfterMs: gone };
    const wait = pace ? slots.wait(`${name}|${pace.sender(outgoing)}`, outgoing.lane, pace, real()) : 0;
    return wait > 0 ? { held: true, code: 'PACED', retryAfterMs: wait } : null;
  }

  function note({ name, pace }: Channel, outgoing: Outgoing, sent: Sent): void {
    // What a provider refuses for good, it has looked at.
    if (sent.ok || sent.permanent) return breaker.succeeded(name);
    if (!sent.throttled) return breaker.failed(name, outgoing.address, real());
    const { retryAfterMs = 1_000 } = sent;
    if (pace) slots.pause(`${name}|${pace.sender(outgoing)}`, real() + retryAfterMs, pace);
  }

  return async (channel: Channel, outgoing: Parameters<Channel['send']>[0]): Promise<Sent | Held> => {
    const held = heldBack(channel, outgoing);
    if (held) return held;
    try {
      const sent = await channel.send(outgoing);
      note(channel, outgoing, sent);
      return sent;
    } catch (error) {
      breaker.failed(channel.name, outgoing.address, real());
      throw error;
    }
  };
}
