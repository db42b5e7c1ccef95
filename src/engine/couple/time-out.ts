import { hours, minutes } from '../../domain/duration.ts';
import { localDate } from '../../domain/local-time.ts';
import { handOffOf, hasConsent, hasOpenAlert, type Side, sides } from '../../domain/partner.ts';
import type { TimeOut } from '../../domain/together.ts';
import { runAfterwards } from '../crisis/crisis.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import { isFree, isQuiet } from '../free.ts';
import { dialogOf } from '../machine/frame-parts.ts';
import { openFrame } from '../machine/frames.ts';
import { endShared, openForBoth } from '../machine/shared.ts';
import { type Conversation, conversationOf, send, type Turn } from '../turn.ts';
import { hasTwo, isHeld } from './couple-hold.ts';
import { breakDialog, heatDialog, returnDialog } from './heat.ts';
import { dropHeldWords, keepHeldWords, passHeldWords } from './held-words.ts';
import { knowsEnd } from './may-cross.ts';
import { dropOwn } from './own-frames.ts';
import { drawn } from './plan.ts';
import { returnAt, returnParams, standardBreak, zoneOf } from './return-time.ts';

/** How long before its end both are asked whether they are ready, ms. */
const beforeReturn = minutes(2);
/** A return that is missed so often is the last: no blame, a counselor is offered. */
const lastMissed = 2;
/** How late a step may come after down-time: then the break is over, ms. */
const stale = hours(1);
/** What both do when both are ready. */
const repairDialog = 'repair';

/** An instant of a break. Source: safety.md, "Time-out (HEAT)"; exercises.md 9. */
export function runTimeOut(turn: Turn): void {
  const { timeOut } = turn.together;
  if (!timeOut || timeOut.due > turn.at) return;
  if (turn.at - timeOut.due > stale) return endBreak(turn);
  if (timeOut.stage === 'asked') tellBoth(turn, timeOut);
  else if (timeOut.stage === 'break') askReady(turn, timeOut);
  else comeBack(turn, timeOut);
}

const set = (turn: Turn, timeOut: TimeOut): void => {
  turn.together = { ...turn.together, timeOut };
};

/** Those for whom it is one: whoever knows that the couple part is over is left out. */
const both = (turn: Turn): readonly Conversation[] =>
  sides.flatMap((side) => (knowsEnd(turn, side) ? [] : (conversationOf(turn, side) ?? [])));

/** The notice, for both at once, hold or not. What both were doing together is over. */
function tellBoth(turn: Turn, timeOut: TimeOut): void {
  set(turn, { ...timeOut, stage: 'break', due: timeOut.returnsAt - beforeReturn });
  for (const { id } of turn.frames) endShared(turn, id);
  for (const conversation of both(turn)) tell(conversation, timeOut);
}

function tell(conversation: Conversation, { returnsAt, asked }: TimeOut): void {
  const { partner, turn, side } = conversation;
  const isAsked = asked.includes(side) && !isAskedIfSafe(conversation);
  dropOwn(conversation, heatDialog);
  if (partner.optedOut || partner.frozen || !hasConsent(partner, turn.at) || handOffOf(partner) === 'counselor') return;
  const params = returnParams(conversation, returnsAt);
  // A crisis goes on: what helps in a fight is not asked beside it, and its questions keep their numbers.
  if (isCrisisOnTop(conversation) || hasOpenAlert(partner)) return send(conversation, 'mediated', 'break.told', params);
  openFrame(conversation, breakDialog, { ...params, from: 'notice', ...(isAsked ? { private: 'no' } : {}) });
}

/** Whether the question of safety, asked of whoever wrote HEAT, is still open. */
const isAskedIfSafe = ({ partner }: Conversation): boolean =>
  partner.stack.some(({ dialog, snapshot }) => dialog === heatDialog && snapshot.value === 'safe');

/** Two minutes before the return each is asked in private. Whoever is in a crisis, away or asleep is not. */
function askReady(turn: Turn, timeOut: TimeOut): void {
  set(turn, { ...timeOut, stage: 'ready', ready: [], due: timeOut.returnsAt });
  for (const conversation of both(turn)) {
    dropOwn(conversation, breakDialog);
    if (!canBeAsked(conversation)) continue;
    conversation.expiresAt = timeOut.returnsAt;
    openFrame(conversation, returnDialog, { round: timeOut.missed === 0 ? 'first' : 'last' });
    conversation.expiresAt = null;
  }
}

const canBeAsked = (conversation: Conversation): boolean =>
  isFree(conversation) && hasConsent(conversation.partner, conversation.turn.at) && !isQuiet(conversation);

/** The return: both are ready and nothing stands against it, or it was missed. Why is never told. */
function comeBack(turn: Turn, timeOut: TimeOut): void {
  for (const conversation of both(turn)) dropOwn(conversation, returnDialog);
  if (isGo(turn, timeOut)) return begin(turn, timeOut);
  const missed = timeOut.missed + 1;
  if (missed >= lastMissed) return endBreak(turn);
  const returnsAt = returnAt(turn.at, standardBreak, zoneOf(turn));
  set(turn, { ...timeOut, stage: 'break', missed, ready: [], returnsAt, due: returnsAt - beforeReturn });
  for (const conversation of both(turn)) {
    keepHeldWords(conversation);
    if (canBeAsked(conversation))
      send(conversation, 'mediated', 'return.missed', returnParams(conversation, returnsAt));
  }
}

const isGo = (turn: Turn, { ready }: TimeOut): boolean =>
  hasTwo(turn) && !isHeld(turn) && both(turn).every((each) => ready.includes(each.side) && isFree(each));

function begin(turn: Turn, { returnsAt }: TimeOut): void {
  forget(turn);
  for (const conversation of both(turn)) passHeldWords(conversation);
  const { together, couple } = turn;
  // Nobody is named: who begins is drawn, whoever asked for the break.
  const day = localDate(returnsAt, zoneOf(turn));
  const side: Side = drawn(together.plan?.seed ?? couple.id, `back ${day}`, 2) === 0 ? 'a' : 'b';
  const [first, second] = [conversationOf(turn, side), conversationOf(turn, side === 'a' ? 'b' : 'a')];
  if (first && second) runAfterwards(first, openForBoth(first, second, dialogOf(turn, repairDialog)).afterwards);
}

/** Over, without blame: the same text for each who can take one, and a counselor for whoever wants one. */
function endBreak(turn: Turn): void {
  forget(turn);
  for (const conversation of both(turn)) {
    dropOwn(conversation, heatDialog, breakDialog, returnDialog);
    dropHeldWords(conversation);
    if (canBeAsked(conversation)) send(conversation, 'mediated', 'return.ended');
  }
}

function forget(turn: Turn): void {
  const { timeOut: _, ...rest } = turn.together;
  turn.together = rest;
}
