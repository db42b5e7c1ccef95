import { leadingMatch, type Screening } from '../../domain/screening.ts';
import { bareCrisis } from '../../engine/crisis/crisis.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { FallbackSubject } from '../../ports/notifier.ts';
import type { Deps } from '../deps.ts';

const tenMinutes = 600_000;

/**
 * What a crisis gets when nothing can be committed: the static text of its category, once per address in ten minutes, and
 * a notice to the person on call each time. Source: architecture.md, "The way of one message".
 */
export function createStaticHelp({ clock, channels, content, notifier, log, country, newId }: Deps) {
  const said = new Map<string, number>();

  /** Whether the text is due for this address; it counts as said from now on. */
  function isDue({ channel, address }: Inbound): boolean {
    const now = clock.real();
    for (const [key, at] of said) if (now - at > tenMinutes) said.delete(key);
    const key = `${channel}|${address}`;
    if (said.has(key)) return false;
    said.set(key, now);
    return true;
  }

  async function say(inbound: Inbound, screening: Screening, signal: AbortSignal): Promise<void> {
    const bare = bareCrisis(screening);
    const channel = channels.get(inbound.channel);
    if (!bare || !channel) return;
    const language = leadingMatch(screening)?.language ?? 'en';
    const message = content.render({ key: bare.key, params: {} }, { language, channel: inbound.channel, country });
    const { address, reference } = inbound;
    const to = reference === undefined ? { address } : { address, reference };
    await channel.send({ ...to, message, effect: newId(), lane: 'crisis', at: clock.now(), signal });
  }

  /** Gives both, and waits for neither longer than a few seconds. Never rejects. */
  return async function help(inbound: Inbound, screening: Screening, subject: FallbackSubject): Promise<void> {
    const signal = AbortSignal.timeout(5_000);
    const jobs = [notifier.fallback({ ...subject, level: screening.level }, signal)];
    if (isDue(inbound)) jobs.push(say(inbound, screening, signal));
    for (const result of await Promise.allSettled(jobs)) {
      if (result.status === 'rejected') log.error('fallback.failed', result.reason);
    }
  };
}
