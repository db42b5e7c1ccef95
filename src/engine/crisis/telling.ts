import { handOffOf, hasConsent } from '../../domain/partner.ts';
import { spoken } from '../../domain/words.ts';
import { worded } from '../conversation/wording.ts';
import { openFrame } from '../machine/frames.ts';
import { type Conversation, change, send } from '../turn.ts';
import { asksAgainAfter, soon } from './distress.ts';

/** Words from which a message tells something, where it speaks of who writes it; and from which it counts without. */
const telling = 6;
const counting = 3;

/** Such messages within the hour, of which nothing was understood, until it is asked directly. */
const mostUnread = 3;

const ownWords = new Set(
  'i im ive id ill me my mine myself we were our yo me mi mis conmigo estoy soy tengo siento ando nos nuestra nuestro'.split(
    ' ',
  ),
);

const asks = /[?？]\s*$/u;

/** Whether somebody tells of themselves, in a sentence or more that asks nothing. Pure. */
export function isTelling(text: string): boolean {
  const words = spoken(text).split(' ');
  return words.length >= telling && !asks.test(text.trim()) && words.some((each) => ownWords.has(each));
}

/**
 * Words of which nothing was understood. What tells of oneself is acknowledged, and what follows within the hour, and never met by a menu; the third within the
 * hour of that, or of other words that ask nothing, is asked directly, once in twelve hours: what cannot be read may be what
 * matters. True when it is answered. Source: safety.md, "Below a crisis".
 */
export function meetUnread(conversation: Conversation, text: string): boolean {
  if (asks.test(text.trim()) || spoken(text).split(' ').length < counting) return false;
  const { partner, turn } = conversation;
  if (!hasConsent(partner, turn.at) || handOffOf(partner) !== 'bot') return false;
  const { told, askedAt } = partner.distress ?? {};
  const goesOn = told !== undefined && turn.at - told.at < soon;
  const count = goesOn ? told.count + 1 : 1;
  const isLate = askedAt === undefined || turn.at - askedAt >= asksAgainAfter;
  const isDue = count >= mostUnread && isLate;
  const now = { ...partner.distress, told: { at: turn.at, count: isDue ? 0 : count } };
  change(conversation, { distress: isDue ? { ...now, askedAt: turn.at } : now });
  if (isDue) openFrame(conversation, 'direct-check', { why: 'unread' });
  else if (goesOn || isTelling(text)) send(conversation, 'reply', worded(conversation, 'coach.telling'));
  return isDue || goesOn || isTelling(text);
}
