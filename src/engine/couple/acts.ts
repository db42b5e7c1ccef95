import { audited } from '../../domain/audit.ts';
import { CoachError } from '../../domain/errors.ts';
import { isForPair, isOpen } from '../../domain/exercise.ts';
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
  const facts = { act: act.type, counselor: act.by, ...('exercise' in act ? { exercise: act.exercise } : {}) };
  conversation.records.push(audited({ of: side, event: 'couple-act', by: 'counselor', at: turn.at, facts }));
}

function carryOut(turn: Turn, act: CoupleActEvent['act']): void {
  switch (act.type) {
    case 'assign':
      return assign(turn, act);
    case 'open-exercise':
      return openExercise(turn, act.exercise);
    case 'close-exercise':
      return closeExercise(turn, act.exercise);
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
  const isFor = said === undefined || isForPair(said, turn.couple.shared.relationship);
  if (!shared || !isFor || (said && !isOpen(said, exercise, turn.together.opened)))
    throw new CoachError(
      'NOT_FOUND',
      'There is no exercise for two of this name that is open to this pair: docs/exercises lists them.',
    );
  turn.together = { ...turn.together, assigned: { exercise, at, first, by } };
}

/** Both find it from now on, at once and in the same way. */
function openExercise(turn: Turn, exercise: string): void {
  const said = turn.dialogs.get(exercise)?.exercise;
  if (said?.waits !== 'counselor' || !isForPair(said, turn.couple.shared.relationship))
    throw new CoachError(
      'NOT_FOUND',
      'There is no exercise of this name for this pair that waits for a counselor: docs/exercises lists them.',
    );
  const { opened = [] } = turn.together;
  if (!opened.includes(exercise)) turn.together = { ...turn.together, opened: [...opened, exercise] };
}

/** Nothing of it is offered any more; a gate to it is "not today" at its instant, and what runs is set aside with the next message. */
function closeExercise(turn: Turn, exercise: string): void {
  const { opened = [], assigned, ...together } = turn.together;
  if (!opened.includes(exercise))
    throw new CoachError('NOT_FOUND', 'Nobody has opened an exercise of this name for this couple.');
  const left = opened.filter((each) => each !== exercise);
  const kept = assigned && assigned.exercise !== exercise ? { assigned } : {};
  turn.together = { ...together, ...kept, ...(left.length > 0 ? { opened: left } : {}) };
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
