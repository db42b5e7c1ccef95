import { handOffOf, hasConsent } from '../../domain/partner.ts';
import type { Screening } from '../../domain/screening.ts';
import type { Distress } from '../../domain/tells.ts';
import { heardOf } from '../../domain/words.ts';
import { setAside } from '../conversation/aside.ts';
import { worded } from '../conversation/wording.ts';
import type { MessageEvent } from '../events.ts';
import { openFrame } from '../machine/frames.ts';
import { type Conversation, change, send } from '../turn.ts';
import { learned } from './knowledge.ts';
import { tellsIn, topicIn } from './tells.ts';

/** A second such message within this time is asked directly, ms; and for how long it is not asked again. */
export const soon = 3_600_000;
export const asksAgainAfter = 12 * 3_600_000;

/**
 * Pain below a crisis: acknowledged in a sentence with one offer; the second within the hour is asked directly, once a
 * conversation. Words as of somebody who puts things in order are asked about at once. True when the message is answered.
 * Source: safety.md, "Below a crisis".
 */
export function meetDistress(conversation: Conversation, event: MessageEvent): boolean {
  const { partner, turn } = conversation;
  if (!hasConsent(partner, turn.at) || handOffOf(partner) !== 'bot') return false;
  const told = isInPain(conversation) ? tellsIn(event.text, turn.words, event.screening) : [];
  if (told.some((each) => grave.includes(each)) && !isDenied(told)) {
    change(conversation, { distress: { ...partner.distress, at: turn.at, askedAt: turn.at } });
    setAside(conversation);
    openFrame(conversation, 'direct-check', { known: learned({}, told) });
    return true;
  }
  const kind = distressIn(conversation, event);
  if (kind === null) return false;
  const { at, askedAt } = partner.distress ?? {};
  const isSecond = at !== undefined && turn.at - at < soon;
  const isLate = askedAt === undefined || turn.at - askedAt >= asksAgainAfter;
  // Who says unasked that they don't want to die has answered.
  const isDirect = (kind === 'coded' || isSecond) && kind !== 'denied' && isLate;
  const asked = isDirect || kind === 'denied' ? turn.at : askedAt;
  change(conversation, {
    distress: { ...partner.distress, at: turn.at, ...(asked === undefined ? {} : { askedAt: asked }) },
  });
  if (!isDirect) send(conversation, 'reply', worded(conversation, `distress.${kind}`));
  else {
    // What was going on waits for RESUME: nobody who was asked this comes back to a menu.
    setAside(conversation);
    openFrame(conversation, 'direct-check', {});
  }
  return true;
}

/** Whether pain was told, or denied, in the last hours. */
function isInPain({ partner: { distress }, turn }: Conversation): boolean {
  const last = Math.max(distress?.at ?? 0, distress?.askedAt ?? 0, distress?.told?.at ?? 0);
  return turn.at - last < asksAgainAfter;
}

/** What is told beside pain and is asked about directly, whatever was said before; where no rule heard it. */
const grave: readonly string[] = ['wish', 'thoughts', 'meant', 'means', 'plan', 'dated', 'goodbye', 'intent'];

const isDenied = (tells: readonly string[]): boolean => tells.includes('no-thoughts') || tells.includes('no-intent');

/** What weighs on the writer, as the screening or the content's own words hear it; null where nothing does. */
export function distressIn({ turn }: Conversation, { text, screening }: MessageEvent): Distress | null {
  const [read] = screening.tells?.distress ?? [];
  if (read) return read;
  const [own] = heardOf(
    turn.words.tells.filter(({ id }) => id.startsWith('distress-')),
    text,
  );
  if (own) return own.slice('distress-'.length) as Distress;
  return ofTopic[topicIn(text, turn.words, screening) ?? ''] ?? (deniesWish(screening) ? 'denied' : null);
}

/** Nobody asked, and a wish to die is denied: that is no danger, and never met by a menu. */
const deniesWish = ({ matches }: Screening): boolean =>
  matches.some(({ neither, category }) => neither === 'denied' && category === 'suicide');

/** What the topics of a crisis are below one. */
const ofTopic: Readonly<Record<string, Distress>> = {
  'theme-alone': 'lonely',
  // Who tells of what is long over carries it still.
  'long-ago': 'tired',
  'theme-burden': 'burden',
  'theme-grief': 'grief',
  'theme-guilt': 'guilt',
  'theme-left': 'left',
  'theme-parent': 'parent',
  'theme-scared': 'scared',
  'theme-tired': 'tired',
  'theme-work': 'work',
  sleep: 'tired',
};
