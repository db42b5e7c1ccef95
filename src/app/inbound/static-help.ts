import { providerCode } from '../../domain/provider-code.ts';
import { leadingMatch, type Screening } from '../../domain/screening.ts';
import { bareCrisis } from '../../engine/crisis/bare.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { FallbackSubject } from '../../ports/notifier.ts';
import type { Deps } from '../deps.ts';
import type { CallForHelp } from '../outbox/fallback.ts';
import { type IsReached, reachParams } from '../roster/reach.ts';

const tenMinutes = 600_000;

/**
 * What a crisis gets when nothing can be committed: the static text of its category, once per address in ten minutes, and
 * a notice to people on call each time. Source: architecture.md, "The way of one message".
 */
export function createStaticHelp(
  { clock, channels, content, log, country, newId, isReached }: Deps & { readonly isReached: IsReached },
  callForHelp: CallForHelp,
) {
  const said = new Map<string, number>();

  const keyOf = ({ channel, address }: Inbound): string => `${channel}|${address}`;

  /** Whether the text is due for this address; it counts as said from now on. */
  function isDue(inbound: Inbound): boolean {
    const now = clock.real();
    for (const [key, at] of said) if (now - at > tenMinutes) said.delete(key);
    if (said.has(keyOf(inbound))) return false;
    said.set(keyOf(inbound), now);
    return true;
  }

  /** The text; one that did not go out counts as unsaid, so that the next try of the sender brings it. */
  async function sayOnce(inbound: Inbound, screening: Screening, signal: AbortSignal): Promise<void> {
    if (!isDue(inbound)) return;
    await say(inbound, screening, signal).catch((error: unknown) => {
      said.delete(keyOf(inbound));
      throw error;
    });
  }

  async function say(inbound: Inbound, screening: Screening, signal: AbortSignal): Promise<void> {
    const bare = bareCrisis(screening);
    const channel = channels.get(inbound.channel);
    if (!bare || !channel) return;
    const language = leadingMatch(screening)?.language ?? 'en';
    const message = content.render(
      { key: bare.key, params: reachParams(isReached) },
      { language, channel: inbound.channel, country },
    );
    const { address, reference } = inbound;
    const to = reference === undefined ? { address } : { address, reference };
    const sent = await channel.send({ ...to, message, effect: newId(), lane: 'crisis', at: clock.now(), signal });
    if (sent.ok) return;
    log.warn('fallback.refused', { channel: inbound.channel, code: providerCode(sent.code) });
    throw new Error('The channel did not take the text.');
  }

  /** Gives both, and waits for neither longer than a few seconds. Never rejects. */
  return async function help(inbound: Inbound, screening: Screening, subject: FallbackSubject): Promise<void> {
    const signal = AbortSignal.timeout(5_000);
    const notice = callForHelp({ ...subject, level: screening.level }, signal);
    const jobs = [notice, sayOnce(inbound, screening, signal)];
    for (const result of await Promise.allSettled(jobs)) {
      if (result.status === 'rejected') log.error('fallback.failed', result.reason);
    }
  };
}
