import { localDate, localTime, weekday } from '../../domain/local-time.ts';
import type { Partner } from '../../domain/partner.ts';
import { bookValue } from '../conversation/book.ts';
import type { Conversation } from '../turn.ts';

/**
 * What a partner wants to be left alone with, and when: their own, in their own book, written by `boundaries` alone. Gate and nudges obey
 * it as they do silence, so the other sees a day like any other. Source: exercises.md 15; product.md row 24.
 */
const name = (what: string): string => `boundaries.${what}`;

/** Whether this partner is left alone with the subject of a dialog, at any hour. */
export function isClosed({ partner, turn }: Conversation, dialog: string): boolean {
  const subject = turn.dialogs.get(dialog)?.exercise?.subject;
  return subject !== undefined && bookValue(partner, name(subject)) === 'closed';
}

/** Whether this partner is left alone with a dialog now: with its subject, or with everything at this hour. */
export const isLeftAlone = (conversation: Conversation, dialog: string): boolean =>
  isClosed(conversation, dialog) || aloneUntil(conversation.partner, conversation.turn.at) !== null;

const quarter = 15 * 60_000;

/** The instant, in epoch ms, at which hours of a partner's own are over; null where it is none of them. Pure. */
export function aloneUntil(partner: Pick<Partner, 'book' | 'zone'>, at: number): number | null {
  const hours = bookValue(partner, name('times'));
  const isOwn = own[String(hours)];
  if (!isOwn?.(at, partner.zone)) return null;
  let end = at - (at % quarter) + quarter;
  while (isOwn(end, partner.zone)) end += quarter;
  return end;
}

const between =
  (from: string, until: string) =>
  (at: number, zone: string): boolean => {
    const time = localTime(at, zone);
    return time >= from && time < until;
  };

/** Hours of one's own, on the partner's clock. */
const own: Readonly<Record<string, (at: number, zone: string) => boolean>> = {
  mornings: between('05:00', '12:00'),
  afternoons: between('12:00', '17:00'),
  evenings: between('17:00', '22:00'),
  weekends: (at, zone) => weekday(localDate(at, zone)) > 5,
};
