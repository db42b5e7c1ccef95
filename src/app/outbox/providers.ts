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
    const wait = pace ? slots.wait(`${name}|${pace.sender(outgoing)}`, outgoing.lane, pace, real()) : 0;
    if (wait > 0) return { held: true, code: 'PACED', retryAfterMs: wait };
    // Last: where it gives 0, it counts on the message being sent.
    const gone = outgoing.lane === 'crisis' ? 0 : breaker.wait(name, real());
    return gone > 0 ? { held: true, code: 'PROVIDER_GONE', retryAfterMs: gone } : null;
  }

  function note({ name, pace }: Channel, outgoing: Outgoing, sent: Sent): void {
    // A provider that refuses for good, or asks for patience, has looked at the message: it is there.
    if (sent.ok || sent.permanent || sent.throttled) breaker.succeeded(name);
    else breaker.failed(name, outgoing.address, real());
    if (sent.ok || !sent.throttled) return;
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
