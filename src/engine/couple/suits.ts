import { isForChannel, isForPair, isOpen } from '../../domain/exercise.ts';
import { channelNow, sides } from '../../domain/partner.ts';
import { type Conversation, conversationOf, type Turn } from '../turn.ts';
import { isAlone } from './may-cross.ts';

/**
 * Whether a dialog may be done by this partner here and now: it is no exercise, or is open for the couple, and says that it is for such a
 * pair and on the channel that they are written to. Nothing that the other told, and nothing that holds, changes it.
 */
export function suits({ turn, partner }: Conversation, what: string): boolean {
  const exercise = turn.dialogs.get(what)?.exercise;
  return (
    !exercise ||
    (isOpen(exercise, what, turn.together.opened) &&
      isForPair(exercise, turn.couple.shared.relationship) &&
      isForChannel(exercise, channelNow(partner)))
  );
}

/** Whether it suits both, where they are written to now. */
export const suitsBoth = (turn: Turn, what: string): boolean =>
  sides.every((side) => {
    const conversation = conversationOf(turn, side);
    return conversation === undefined || suits(conversation, what);
  });

/** Those of a question's options that name what cannot be done: nobody is offered it. */
export const notOffered = (
  conversation: Conversation,
  options: readonly { readonly id: string }[],
): readonly string[] =>
  options.map(({ id }) => id).filter((id) => !suits(conversation, id) || isForTwoAlone(conversation, id));

const isForTwoAlone = ({ turn, side }: Conversation, what: string): boolean =>
  turn.dialogs.get(what)?.shared === true && isAlone(turn, side);
