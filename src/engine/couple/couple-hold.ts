import { otherSide } from '../../domain/couple.ts';
import { type Partner, sides } from '../../domain/partner.ts';
import { leaveShared } from '../machine/shared.ts';
import { type Conversation, conversationOf, type Turn } from '../turn.ts';

/** How long a sign holds all that is for two where it was asked about and no human was called, ms. */
export const doubtHolds = 7 * 86_400_000;

/** Whether a sign of fear or violence of this partner holds what is for two. Pure. */
export function isHeldBy({ held, alerts }: Partner, at: number): boolean {
  const { violence } = alerts;
  if (violence && violence.status !== 'closed') return true;
  return held !== undefined && (held.until === null || at < held.until);
}

/** Whether anything holds what is for two: a sign of either, or the end of the couple part. Neither is ever told of it. */
export const isHeld = (turn: Turn): boolean =>
  turn.together.ended !== undefined ||
  sides.some((side) => {
    const partner = conversationOf(turn, side)?.partner;
    return partner !== undefined && isHeldBy(partner, turn.at);
  });

/** Whether there is a second one with whom something could be done. Who has not joined so far counts as none. */
export function hasTwo(turn: Turn): boolean {
  const has = (side: 'a' | 'b'): boolean => {
    const partner = conversationOf(turn, side)?.partner;
    return partner !== undefined && partner.consent.status !== 'awaited';
  };
  return has('a') && has('b') && turn.together.ended === undefined;
}

/** After a turn in which a sign was heard: whoever is afraid is in no dialog for two any more. To the other it looks like silence. */
export function leaveIfHeld(conversation: Conversation): void {
  const { partner, turn } = conversation;
  if (partner.held === undefined || partner.held === turn.couple[conversation.side]?.held) return;
  const references = [...partner.stack, ...partner.paused].filter(({ shared }) => shared !== undefined);
  if (references.length > 0) leaveShared(conversation, references);
}

/** The other partner's conversation; undefined where there is none. */
export const otherOf = ({ turn, side }: Conversation): Conversation | undefined =>
  conversationOf(turn, otherSide(side));
