import { createLru } from '../../domain/lru.ts';
import type { Side } from '../../domain/partner.ts';
import { halvesBefore, type RecentText, withRecent } from '../../domain/recent.ts';
import type { Screening } from '../../domain/screening.ts';
import type { Inbound } from '../../ports/channel.ts';
import { joinsOf, withHalves } from '../../safety/halves.ts';
import type { Couples } from '../aggregates/couple.ts';

/** Senders whose last texts this process remembers by itself, for a time in which nothing can be read or kept. */
const mostSenders = 1_000;

interface Parts {
  readonly hear: (text: string) => Promise<Screening>;
  readonly couples: Pick<Couples, 'lastKnown'>;
  readonly senderOf: (inbound: Inbound) => Promise<{ readonly id: string; readonly side: Side }>;
}

/**
 * Hears a message together with what its sender wrote just before: texts in halves. What cannot be read of it never holds
 * a message back.
 */
export function createContext({ hear, couples, senderOf }: Parts) {
  const remembered = createLru<readonly RecentText[]>(mostSenders);

  async function keptOf(inbound: Inbound): Promise<readonly RecentText[]> {
    try {
      const { id, side } = await senderOf(inbound);
      return (await couples.lastKnown(id))?.state[side]?.recent ?? [];
    } catch {
      return [];
    }
  }

  /** The last texts as they are kept, and those that this process knows beside them. */
  async function recentOf(inbound: Inbound): Promise<readonly RecentText[]> {
    const kept = await keptOf(inbound);
    const own = remembered.get(keyOf(inbound)) ?? [];
    const unkept = own.filter(({ text }) => !kept.some((each) => each.text === text));
    return unkept.length === 0 ? kept : [...kept, ...unkept].sort((left, right) => left.at - right.at);
  }

  async function withJoins(text: string, before: readonly string[], heard: Screening): Promise<Screening> {
    const joined = joinsOf(before, text).map(async ({ head, text: whole, seam }) => ({
      seam,
      before: await hear(head),
      screening: await hear(whole),
    }));
    return withHalves(heard, await Promise.all(joined));
  }

  /** What is heard in a message, by what was heard in its own text. `at` is its domain time. */
  return async function inContext(inbound: Inbound, heard: Screening, at: number): Promise<Screening> {
    const { text } = inbound;
    if (inbound.arrived || text === '') return heard;
    const recent = await recentOf(inbound);
    const key = keyOf(inbound);
    remembered.set(key, withRecent(remembered.get(key) ?? [], { at, text, by: 'partner' }));
    return withJoins(text, halvesBefore(recent, at), heard);
  };
}

const keyOf = ({ channel, address }: Inbound): string => `${channel}|${address}`;
