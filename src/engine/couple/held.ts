import { type Partner, sides } from '../../domain/partner.ts';
import { conversationOf, type Turn } from '../turn.ts';

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

/** Whether there is a second one with whom something could be done. */
export const hasTwo = (turn: Turn): boolean => hasJoined(turn) && turn.together.ended === undefined;

/** Whether both are there. Who has not joined so far counts as none. */
export function hasJoined(turn: Turn): boolean {
  const has = (side: 'a' | 'b'): boolean => {
    const partner = conversationOf(turn, side)?.partner;
    return partner !== undefined && partner.consent.status !== 'awaited';
  };
  return has('a') && has('b');
}
