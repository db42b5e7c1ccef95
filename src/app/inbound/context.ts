import { createLru } from '../../domain/lru.ts';
import type { Partner, Side } from '../../domain/partner.ts';
import { halvesBefore, type RecentText, withRecent } from '../../domain/recent.ts';
import { atLeast, type Family, families, type Screening, silentScreening } from '../../domain/screening.ts';
import type { Inbound } from '../../ports/channel.ts';
import { type Known, knownIn, reactedTo, withoutCopies } from '../../safety/echoes.ts';
import { crosses, joinsOf, withHalves } from '../../safety/halves.ts';
import { inOpenAlert } from '../../safety/open-alert.ts';
import type { Couples } from '../aggregates/couple.ts';

/** Senders whose last texts this process remembers by itself, for a time in which nothing can be read or kept. */
const mostSenders = 1_000;

interface ContextDeps {
  readonly hear: (text: string) => Promise<Screening>;
  readonly couples: Pick<Couples, 'lastKnown'>;
  /** What of a text is not ours, where it begins like one of ours; else null. */
  readonly ours: Known;
  readonly senderOf: (inbound: Inbound) => Promise<{ readonly id: string; readonly side: Side }>;
}

/** A message as it is taken in, and what was heard in it. */
export interface InContext {
  readonly inbound: Inbound;
  readonly screening: Screening;
}

/**
 * Hears a message together with what was written before: texts in halves, and what only echoes a known text. What cannot
 * be read of it never holds a message back.
 */
export function createContext({ hear, ours, couples, senderOf }: ContextDeps) {
  const remembered = createLru<readonly RecentText[]>(mostSenders);

  async function knownOf(inbound: Inbound): Promise<Partner | null> {
    try {
      const { id, side } = await senderOf(inbound);
      return (await couples.lastKnown(id))?.state[side] ?? null;
    } catch {
      return null;
    }
  }

  /** The last texts as they are kept, and those that this process knows beside them. */
  function recentOf(inbound: Inbound, kept: readonly RecentText[]): readonly RecentText[] {
    const own = remembered.get(keyOf(inbound)) ?? [];
    const unkept = own.filter(({ text }) => !kept.some((each) => each.text === text));
    return unkept.length === 0 ? kept : [...kept, ...unkept].sort((left, right) => left.at - right.at);
  }

  async function withJoins(text: string, before: readonly string[], heard: Screening): Promise<Screening> {
    const joined = joinsOf(before, text).map(async ({ head, text: whole, seam }) => {
      const screening = await hear(whole);
      return { seam, screening, before: crosses(screening, seam) ? await hear(head) : silentScreening };
    });
    return withHalves(heard, await Promise.all(joined));
  }

  /** A reaction to a text that is known, where nothing is heard in what it says beside. */
  async function reaction({ text }: Inbound, recent: readonly RecentText[]): Promise<Screening | null> {
    const beside = reactedTo(text, knownIn(recent, ours));
    if (beside === null) return null;
    const heard = beside === '' ? silentScreening : await hear(beside);
    return atLeast(heard.level, 'check') ? null : ofWhole(heard, text);
  }

  /** What is heard in a text in which something was heard, once copies of our own texts are taken off. */
  async function ownWords(text: string, heard: Screening): Promise<Screening> {
    if (!atLeast(heard.level, 'watch')) return heard;
    const rest = withoutCopies(text, ours);
    return rest === null ? heard : ofWhole(await hear(rest), text);
  }

  /** A message in its context, by what was heard in its own text. `at` is its domain time. Never rejects. */
  return async function inContext(inbound: Inbound, heard: Screening, at: number): Promise<InContext> {
    const { text } = inbound;
    if (text === '') return { inbound, screening: heard };
    const partner = await knownOf(inbound);
    const recent = recentOf(inbound, partner?.recent ?? []);
    const echo = await reaction(inbound, recent);
    if (echo) return { inbound: { ...inbound, echo: true }, screening: echo };
    const key = keyOf(inbound);
    remembered.set(key, withRecent(remembered.get(key) ?? [], { at, text, by: 'partner' }));
    const own = await ownWords(text, heard);
    const joined = await withJoins(text, halvesBefore(recent, at), own);
    return { inbound, screening: partner ? inOpenAlert(joined, openFamilies(partner), text.length) : joined };
  };
}

/** The families that an alert of this partner is open in. */
const openFamilies = ({ alerts }: Partner): readonly Family[] =>
  families.filter((family) => alerts[family] && alerts[family].status !== 'closed');

/** What was heard in a part of a text: where in the text it stands is not known any more. */
const ofWhole = (heard: Screening, { length }: string): Screening => ({
  ...heard,
  matches: heard.matches.map((match) => ({ ...match, span: [0, length] })),
});

const keyOf = ({ channel, address }: Inbound): string => `${channel}|${address}`;
