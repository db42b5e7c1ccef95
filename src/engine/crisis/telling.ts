import { handOffOf, hasConsent } from '../../domain/partner.ts';
import { spoken } from '../../domain/words.ts';
import { worded } from '../conversation/wording.ts';
import { openFrame } from '../machine/frames.ts';
import { type Conversation, change, send } from '../turn.ts';
import { asksAgainAfter, soon } from './distress.ts';

/** Words from which a message tells something, where it speaks of who writes it. */
const telling = 6;

/** Such messages within the hour, of which nothing was understood, until it is asked directly. */
const mostUnread = 3;

const ownWords = new Set(
  'i im ive id ill me my mine myself we were our yo me mi mis conmigo estoy soy tengo siento ando nos nuestra nuestro'.split(
    ' ',
  ),
);

/** Whether somebody tells of themselves, in a sentence or more that asks nothing. Pure. */
export function isTelling(text: string): boolean {
  const words = spoken(text).split(' ');
  return words.length >= telling && !/[?？]\s*$/u.test(text.trim()) && words.some((each) => ownWords.has(each));
}

/**
 * Somebody told of themselves, and nothing of it was understood: it is acknowledged, and never met by a menu. The third within
 * the hour is asked directly, once in twelve hours: what cannot be read may be what matters. Source: safety.md, "Below a crisis".
 */
export function meetTelling(conversation: Conversation): void {
  const { partner, turn } = conversation;
  const { told, askedAt } = partner.distress ?? {};
  const count = told && turn.at - told.at < soon ? told.count + 1 : 1;
  const isLate = askedAt === undefined || turn.at - askedAt >= asksAgainAfter;
  const asks = count >= mostUnread && isLate && hasConsent(partner, turn.at) && handOffOf(partner) === 'bot';
  const now = { ...partner.distress, told: { at: turn.at, count: asks ? 0 : count } };
  change(conversation, { distress: asks ? { ...now, askedAt: turn.at } : now });
  if (asks) openFrame(conversation, 'direct-check', { why: 'unread' });
  else send(conversation, 'reply', worded(conversation, 'coach.telling'));
}
