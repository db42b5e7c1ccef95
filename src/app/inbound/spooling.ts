import { CoachError } from '../../domain/errors.ts';
import { atLeast, type Screening } from '../../domain/screening.ts';
import type { Inbound } from '../../ports/channel.ts';
import { noMeter } from '../../ports/meter.ts';
import type { Receipt } from '../coach.ts';
import type { Deps } from '../deps.ts';
import type { Receive } from './receive.ts';
import { createStaticHelp } from './static-help.ts';
import { createTurnTaking } from './turn-taking.ts';

/**
 * The way in when the store may be gone. What cannot be committed is spooled and answered 2xx; what was spooled is
 * replayed in order before anything new of that sender. Source: architecture.md, "The way of one message".
 */
export function createSpooling(deps: Deps, receive: Receive) {
  const { spool, clock, log } = deps;
  const meter = deps.meter ?? noMeter;
  const help = createStaticHelp(deps);
  const inTurn = createTurnTaking(receive.hear);
  let waiting: Set<string> | null = null;
  let replaying: Promise<void> | null = null;

  const senderKey = (inbound: Inbound): string => `${inbound.channel}|${inbound.address}`;

  /** Who has something in the spool. A spool that cannot be read holds back nobody: the store may well work. */
  async function senders(): Promise<ReadonlySet<string>> {
    if (waiting) return waiting;
    try {
      waiting = new Set((await spool.entries()).map((entry) => senderKey(entry.inbound)));
      return waiting;
    } catch (error) {
      log.error('spool.unreadable', error);
      return new Set();
    }
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
      await receive.commit(entry.inbound, await receive.hear(entry.inbound.text), entry.at);
      await spool.remove(entry.name);
    }
    waiting = null;
    await senders();
    log.info('spool.replayed');
  }

  /** @throws CoachError `STORE_UNAVAILABLE` when it could not be kept; a crisis has had its help then. */
  async function keep(inbound: Inbound, screening: Screening, cause: unknown): Promise<Receipt> {
    const isCrisis = atLeast(screening.level, 'check');
    const needsHelp = atLeast(screening.level, 'urgent');
    const name = await spool.append({ at: clock.now(), inbound }, isCrisis).catch(async (error: unknown) => {
      log.error('inbound.unkept', cause);
      if (needsHelp) void help(inbound, screening, await receive.subjectOf(inbound));
      const message = 'Neither the store nor the spool can be written: check the disk.';
      throw new CoachError('STORE_UNAVAILABLE', message, {}, error);
    });
    waiting?.add(senderKey(inbound));
    log.error('inbound.spooled', cause, { name });
    if (needsHelp) void help(inbound, screening, { spooled: name });
    return 'spooled';
  }

  async function take(inbound: Inbound, screening: Screening): Promise<Receipt> {
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
      const receipt = await inTurn(senderKey(inbound), inbound.text, (screening) => take(inbound, screening));
      meter.count('inbound', inbound.channel, receipt);
      meter.took('receive', (performance.now() - started) / 1_000, inbound.channel);
      return receipt;
    },
  };
}

export type Spooling = ReturnType<typeof createSpooling>;
