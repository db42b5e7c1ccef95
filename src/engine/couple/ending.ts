import { audited } from '../../domain/audit.ts';
import { otherSide } from '../../domain/couple.ts';
import { minutes } from '../../domain/duration.ts';
import type { Frame } from '../../domain/frame.ts';
import { hasConsent, type Side, sides } from '../../domain/partner.ts';
import type { CoupleEnd } from '../../domain/together.ts';
import { isFree, isQuiet } from '../free.ts';
import { replanNudges } from '../time/plan-nudges.ts';
import { askPerson, type Conversation, change, conversationOf, send, type Turn } from '../turn.ts';
import { isHeldBy } from './held.ts';

/** How long the word of the end waits for a good time of whoever is told, ms. */
const untilGoodTime = minutes(30);

/**
 * The couple part is over, in one turn: nothing crosses any more, neither words nor times. What runs goes on to its ordinary ending,
 * and what comes is for each alone: whoever is not told sees an ordinary season. `side`: who ended it, who is protected, who died.
 * Source: safety.md, "Endings".
 */
export function endCouple(turn: Turn, why: CoupleEnd['why'], side: Side): void {
  if (turn.together.ended) return;
  const { assigned: _, ...together } = turn.together;
  const told = why === 'death' ? [] : [side];
  turn.together = { ...together, ended: { why, at: turn.at, side, told } };
  for (const each of sides) {
    const conversation = conversationOf(turn, each);
    if (!conversation) continue;
    const { shares: _shares, heldWords: _held, ...partner } = conversation.partner;
    conversation.partner = partner;
    if (why === 'death') stopAutomation(conversation, each === side);
  }
}

/** After a death the coach begins nothing, with neither of the two; to the address of whoever died nothing goes at all. */
function stopAutomation(conversation: Conversation, hasDied: boolean): void {
  change(conversation, { nudgePause: { until: null } });
  if (hasDied) change(conversation, { frozen: true, stack: sharedOf(conversation.partner.stack), paused: [] });
}

const sharedOf = (frames: readonly Frame[]): readonly Frame[] => frames.filter(({ shared }) => shared !== undefined);

/** A counselor has talked with whoever lives: the coach may write to them again. They know that they are alone. */
export function afterDeath(conversation: Conversation): void {
  const { together } = conversation.turn;
  if (together.ended?.why !== 'death' || conversation.partner.frozen) return;
  const ended = { ...together.ended, told: [...together.ended.told, conversation.side] };
  conversation.turn.together = { ...together, ended };
  change(conversation, { nudgePause: null });
  replanNudges(conversation);
}

/**
 * Whoever ended it has said, in private and clearly, that the other can know now. Under a hold of either the other still sees an
 * ordinary season, until a counselor has agreed time and words.
 */
export function tellOther(conversation: Conversation): void {
  const { turn } = conversation;
  const other = conversationOf(turn, otherSide(conversation.side));
  if (isHeldBy(conversation.partner, turn.at)) return askPerson(conversation, 'asked', 'counselor');
  if (other && !isHeldBy(other.partner, turn.at)) tellEnd(turn);
}

/** The end may be told: now, or when it is a good time for whoever is told. */
export function tellEnd(turn: Turn): void {
  const { ended } = turn.together;
  if (!ended) return;
  const told: Side[] = [...ended.told];
  for (const side of sides) {
    const conversation = conversationOf(turn, side);
    if (!conversation || told.includes(side) || !canBeTold(conversation)) continue;
    send(conversation, 'mediated', 'part-ways.closed');
    told.push(side);
  }
  const waits = sides.some((side) => conversationOf(turn, side) && !told.includes(side));
  const { tellAt: _, ...rest } = ended;
  turn.together = {
    ...turn.together,
    ended: { ...rest, told, ...(waits ? { tellAt: turn.at + untilGoodTime } : {}) },
  };
}

const canBeTold = (conversation: Conversation): boolean =>
  isFree(conversation) && hasConsent(conversation.partner, conversation.turn.at) && !isQuiet(conversation);

/** What the chat ended is audited as what a counselor does is. */
export function partWays(conversation: Conversation): void {
  const { turn, side } = conversation;
  const { ended } = turn.together;
  if (ended?.told.includes(side)) return;
  if (ended) turn.together = { ...turn.together, ended: { ...ended, told: [...ended.told, side] } };
  else endCouple(turn, 'part-ways', side);
  conversation.records.push(audited({ of: side, event: 'couple-ended', by: side, at: turn.at, facts: {} }));
}
