import { CoachError } from '../../domain/errors.ts';
import { atLeast, type Screening } from '../../domain/screening.ts';
import type { Inbound } from '../../ports/channel.ts';
import { noMeter } from '../../ports/meter.ts';
import type { Spooled } from '../../ports/spool.ts';
import type { Receipt } from '../coach.ts';
import type { Deps } from '../deps.ts';
import type { CallForHelp } from '../outbox/fallback.ts';
import type { IsReached } from '../roster/reach.ts';
import { asWritten } from './as-written.ts';
import type { Receive } from './receive.ts';
import { createStaticHelp } from './static-help.ts';
import { createTurnTaking } from './turn-taking.ts';

/**
 * The way in when the store may be gone. What cannot be committed is spooled and answered 2xx; what was spooled is
 * replayed in order before anything new of that sender. Source: architecture.md, "The way of one message".
 */
export function createSpooling(
  deps: Deps & { readonly isReached: IsReached },
  receive: Receive,
  callForHelp: CallForHelp,
) {
  const { spool, clock, log } = deps;
  const meter = deps.meter ?? noMeter;
  const help = createStaticHelp(deps, callForHelp);
  const inTurn = createTurnTaking(receive.hear);
  /** Who wrote each entry that waits, by its name. Read once: from then on this process knows what it adds and takes. */
  let waiting: Promise<Map<string, string>> | null = null;
  /** Entries that are committed and could not be removed. */
  const leftOver = new Set<string>();
  let replaying: Promise<void> | null = null;

  const senderKey = (inbound: Inbound): string => `${inbound.channel}|${inbound.address}`;

  /** A spool that cannot be read holds back nobody: the store may well work. */
  function senders(): Promise<Map<string, string>> {
    waiting ??= spool
      .entries()
      .then((entries) => new Map(entries.map(({ name, inbound }) => [name, senderKey(inbound)] as const)))
      .catch((error: unknown) => {
        log.error('spool.unreadable', error);
        waiting = null;
        return new Map<string, string>();
      });
    return waiting;
  }

  const hasWaiting = async (sender: string): Promise<boolean> => [...(await senders()).values()].includes(sender);

  /** Commits all that was spooled, in order. Stops at the first that cannot be committed yet. */
  async function replay(): Promise<void> {
    replaying ??= replayAll().finally(() => {
      replaying = null;
    });
    return replaying;
  }

  async function replayAll(): Promise<void> {
    for (const name of leftOver) await removeEntry(name);
    const known = await senders();
    if (known.size === 0) return;
    const before = [...known.keys()];
    for (const entry of await entriesNow()) {
      if (leftOver.has(entry.name)) continue;
      const { inbound, at } = entry;
      const heard = await receive.inContext(inbound, await receive.hear(inbound.text), at);
      await receive.commit(heard.inbound, heard.screening, at);
      known.delete(entry.name);
      await removeEntry(entry.name);
    }
    // What is not in the folder any more was taken out by hand.
    for (const name of before) known.delete(name);
    log.info('spool.replayed');
  }

  /** What waits; where it cannot be read just now, nobody waits for it. */
  async function entriesNow(): Promise<readonly Spooled[]> {
    try {
      return await spool.entries();
    } catch (error) {
      log.error('spool.unreadable', error);
      waiting = null;
      return [];
    }
  }

  /** What cannot be removed is committed all the same, and is tried again later. */
  async function removeEntry(name: string): Promise<void> {
    try {
      await spool.remove(name);
      leftOver.delete(name);
    } catch (error) {
      if (!leftOver.has(name)) log.error('spool.unremoved', error, { name });
      leftOver.add(name);
    }
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
    (await senders()).set(name, senderKey(inbound));
    log.error('inbound.spooled', cause, { name });
    if (needsHelp) void help(inbound, screening, { spooled: name });
    return 'spooled';
  }

  async function take(written: Inbound, own: Screening): Promise<Receipt> {
    const { inbound, screening } = await receive.inContext(written, own, clock.now());
    meter.count('screened', screening.level);
    try {
      // A replay that was under way may have begun before the sender's last entry was there.
      while (await hasWaiting(senderKey(inbound))) await replay();
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
    async receive(raw: Inbound): Promise<Receipt> {
      const started = performance.now();
      const inbound = asWritten(raw);
      const receipt = await inTurn(senderKey(inbound), inbound.text, (screening) => take(inbound, screening));
      meter.count('inbound', inbound.channel, receipt);
      meter.took('receive', (performance.now() - started) / 1_000, inbound.channel);
      return receipt;
    },
  };
}

export type Spooling = ReturnType<typeof createSpooling>;
