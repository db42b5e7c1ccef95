import { otherSide } from '../../domain/couple.ts';
import { hasConsent, hasOpenAlert, type Side } from '../../domain/partner.ts';
import { conversationOf, type Turn } from '../turn.ts';
import { isHeld } from './held.ts';

/**
 * Whether anything that one partner approved may reach the other now. A no changes nothing that either of them is told.
 * Source: safety.md, "Two partners".
 */
export function mayCross(turn: Turn, from: Side): boolean {
  const writer = conversationOf(turn, from)?.partner;
  if (!writer || !conversationOf(turn, otherSide(from)) || isHeld(turn)) return false;
  return !writer.optedOut && !hasOpenAlert(writer) && hasConsent(writer, turn.at);
}

/** Whether this partner knows that there is nobody on the other side: none was enrolled, or the end was told. */
export const isAlone = (turn: Turn, side: Side): boolean =>
  turn.couple[otherSide(side)] === null || knowsEnd(turn, side);

/** Whether this partner knows that the couple part is over. Who is erased in the middle of something ends it for the other as silence does. */
export const knowsEnd = ({ together }: Turn, side: Side): boolean => together.ended?.told.includes(side) ?? false;
