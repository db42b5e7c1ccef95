import { otherSide } from '../../domain/couple.ts';
import { leaveShared } from '../machine/shared.ts';
import { type Conversation, conversationOf } from '../turn.ts';
import { isAlone, mayCross } from './may-cross.ts';
import { withdraw } from './own-words.ts';

export { doubtHolds, hasJoined, hasTwo, isHeld, isHeldBy } from './held.ts';

/**
 * After a turn: what may not cross any more is not there any more. Where a sign was heard, or the couple part ended, whoever is afraid, or
 * knows of the end, is in no dialog for two. To the other it looks like silence.
 */
export function leaveIfHeld(conversation: Conversation): void {
  const { partner, turn } = conversation;
  if (turn.frames.length > 0 && !mayCross(turn, conversation.side)) withdraw(conversation);
  const { ended } = turn.together;
  const isOver = ended !== turn.couple.shared.together?.ended && (partner.frozen || isAlone(turn, conversation.side));
  const isAfraid = partner.held !== undefined && partner.held !== turn.couple[conversation.side]?.held;
  if (!isOver && !isAfraid) return;
  const references = [...partner.stack, ...partner.paused].filter(({ shared }) => shared !== undefined);
  if (references.length > 0) leaveShared(conversation, references);
}

/** The other partner's conversation; undefined where there is none. */
export const otherOf = ({ turn, side }: Conversation): Conversation | undefined =>
  conversationOf(turn, otherSide(side));
