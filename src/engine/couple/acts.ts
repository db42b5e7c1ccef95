import { audited } from '../../domain/audit.ts';
import { CoachError } from '../../domain/errors.ts';
import { isForPair } from '../../domain/exercise.ts';
import type { CoupleActEvent } from '../events.ts';
import { type Conversation, conversationOf, holdCouple, type Turn } from '../turn.ts';
import { afterDeath, endCouple, tellEnd } from './ending.ts';

/**
 * Carries out what a counselor does with what is for two. Whatever it is, the partners see an ordinary week.
 * @throws CoachError `NOT_FOUND` where there is no such exercise, or nobody on that side.
 */
export function runCoupleAct(conversation: Conversation, { act }: CoupleActEvent): void {
  const { turn, side } = conversation;
  carryOut(turn, act);
  const facts = { act: act.type, counselor: act.by };
  conversation.records.push(audited({ of: side, event: 'couple-act', by: 'counselor', at: turn.at, facts }));
}

function carryOut(turn: Turn, act: CoupleActEvent['act']): void {
  switch (act.type) {
    case 'assign':
      return assign(turn, act);
    case 'hold':
      return holdCouple(partnerOn(turn, act.side), null);
    case 'lift-hold':
      return lift(partnerOn(turn, act.side));
    case 'end':
      return endCouple(turn, act.why, partnerOn(turn, act.side).side);
    case 'tell-end':
      return tellEnd(turn);
    case 'called':
      return afterDeath(partnerOn(turn, act.side));
  }
}

function assign(turn: Turn, { exercise, at, first, by }: Extract<CoupleActEvent['act'], { type: 'assign' }>): void {
  const { shared, exercise: said } = turn.dialogs.get(exercise) ?? {};
  if (!shared || (said && !isForPair(said, turn.couple.shared.relationship)))
    throw new CoachError(
      'NOT_FOUND',
      'There is no exercise for two of this name for this pair: docs/exercises lists them.',
    );
  turn.together = { ...turn.together, assigned: { exercise, at, first, by } };
}

function lift(conversation: Conversation): void {
  const { held: _, ...partner } = conversation.partner;
  conversation.partner = partner;
}

function partnerOn(turn: Turn, side: 'a' | 'b'): Conversation {
  const found = conversationOf(turn, side);
  if (!found) throw new CoachError('NOT_FOUND', 'That side of the couple is empty.', { side });
  return found;
}
