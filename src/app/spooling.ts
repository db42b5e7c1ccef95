import { CoachError } from '../domain/errors.ts';
import { atLeast, leadingMatch, type Screening } from '../domain/screening.ts';
import { bareCrisis } from '../engine/crisis/crisis.ts';
import type { Inbound } from '../ports/channel.ts';
import { noMeter } from '../ports/meter.ts';
import type { Receipt } from './coach.ts';
import type { Parts } from './parts.ts';
import type { Receive } from './receive.ts';

const tenMinutes = 600_000;

/**
 * The way in when the store may be gone. What cannot be committed is spooled and answered 2xx; what was spooled is
 * replayed in order before anything new of that sender. Source: architecture.md, "The way of one message".
 */
export function createSpooling(parts: Parts, receive: Receive) {
  const { spool, clock, channels, content, notifier, log } = parts;
  const meter = parts.meter ?? noMeter;
  const said = new Map<string, number>();
  let waiting: Set<string> | null = null;
  let replaying: Promise<void> | null = null;

  const senderKey = (inbound: Inbound): string => `${inbound.channel}|${inbound.address}`;

  async function senders(): Promise<Set<string>> {
    waiting ??= new Set((await spool.entries()).map((entry) => senderKey(entry.inbound)));
    return waiting;
  }

  /** Commits all that was spooled, in order. Stops at the first that cannot be committed yet. */
  async function replay(): Promise<void> {
    replaying ??= replayAll().finally(() => {
      replaying = null;
    });
    return replaying;
  }

  async function replayAll(): Promise<void> {
    if ((await senders()).size === 0) return;
    for (const entry of await spool.entries()) {
      await receive.commit(entry.inbound, receive.screen(entry.inbound.text), entry.at);
      await spool.remove(entry.name);
    }
    waiting = null;
    await senders();
    log.info('spool.replayed');
  }

  async function keep(inbound: Inbound, screening: Screening, cause: unknown): Promise<Receipt> {
    const name = await spool.append({ at: clock.now(), inbound }).catch((error: unknown) => {
      throw new CoachError(
        'STORE_UNAVAILABLE',
        'Neither the store nor the spool can be written: check the disk.',
        {},
        error,
      );
    });
    (await senders()).add(senderKey(inbound));
    log.error('inbound.spooled', cause, { name });
    if (atLeast(screening.level, 'urgent')) void help(inbound, screening, name);
    return 'spooled';
  }

  /** The static text of the category, once per address in ten minutes, and a notice that names the spool entry. */
  async function help(inbound: Inbound, screening: Screening, name: string): Promise<void> {
    const signal = AbortSignal.timeout(5_000);
    const jobs = [notifier.fallback({ spooled: name, level: screening.level }, signal)];
    const key = senderKey(inbound);
    if (clock.real() - (said.get(key) ?? Number.NEGATIVE_INFINITY) > tenMinutes) {
      for (const [address, at] of said) if (clock.real() - at > tenMinutes) said.delete(address);
      said.set(key, clock.real());
      jobs.push(sayStatic(inbound, screening, name, signal));
    }
    for (const result of await Promise.allSettled(jobs)) {
      if (result.status === 'rejected') log.error('fallback.failed', result.reason);
    }
  }

  async function sayStatic(inbound: Inbound, screening: Screening, name: string, signal: AbortSignal): Promise<void> {
    const bare = bareCrisis(screening);
    const channel = channels.get(inbound.channel);
    if (!bare || !channel) return;
    const language = leadingMatch(screening)?.language ?? 'en';
    const message = content.render(
      { key: bare.key, params: {} },
      { language, channel: inbound.channel, country: parts.country },
    );
    const { address, reference } = inbound;
    const to = reference === undefined ? { address } : { address, reference };
    await channel.send({ ...to, message, effect: name, lane: 'crisis', at: clock.now(), signal });
  }

  async function take(inbound: Inbound): Promise<Receipt> {
    const screening = receive.screen(inbound.text);
    meter.count('screened', screening.level);
    try {
      if ((await senders()).has(senderKey(inbound))) await replay();
      return await receive.commit(inbound, screening);
    } catch (error) {
      return keep(inbound, screening, error);
    }
  }

  return {
    replay,
    /** Whether something waits in the spool. */
    pending: async (): Promise<boolean> => (await senders()).size > 0,
    /** @throws CoachError `STORE_UNAVAILABLE` when neither store nor spool could keep the message. */
    async receive(inbound: Inbound): Promise<Receipt> {
      const started = performance.now();
      const receipt = await take(inbound);
      meter.count('inbound', inbound.channel, receipt);
      meter.took('receive', (performance.now() - started) / 1_000, inbound.channel);
      return receipt;
    },
  };
}

export type Spooling = ReturnType<typeof createSpooling>;
