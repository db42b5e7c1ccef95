import { otherSide } from '../../domain/couple.ts';
import { betweenOffers, untilGoodTime } from '../../domain/share.ts';
import { openFrame } from '../machine/frames.ts';
import { isApproachable } from '../machine/shared.ts';
import { type Conversation, conversationOf } from '../turn.ts';
import { mayCross } from './may-cross.ts';
import { drop, offerDialog, reschedule, sharesOf } from './share.ts';

/** A message that waits is due: the other is asked whether to read it, or it waits on. Nobody is told that it waits. */
export function offerShare(writer: Conversation, id: string): void {
  const { turn } = writer;
  const share = sharesOf(writer).find((each) => each.id === id);
  if (!share) return;
  if (turn.at >= share.until) return drop(writer, id);
  const reader = conversationOf(turn, otherSide(writer.side));
  const isGoodTime = reader && !turn.together.timeOut && mayCross(turn, writer.side) && isApproachable(reader);
  if (!isGoodTime) return reschedule(writer, id, untilGoodTime(share.kind));
  reschedule(writer, id, betweenOffers);
  reader.expiresAt = turn.at + turn.limits.nudgeLife;
  openFrame(reader, offerDialog, { share: id });
}
