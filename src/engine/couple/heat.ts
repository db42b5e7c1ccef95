import { hasConsent } from '../../domain/partner.ts';
import type { TimeOut } from '../../domain/together.ts';
import { reask } from '../conversation/asking.ts';
import type { Found } from '../conversation/phrase.ts';
import { isLocked } from '../conversation/pin.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import { openFrame, topFrame } from '../machine/frames.ts';
import { type Conversation, keepSilent } from '../turn.ts';
import { hasJoined } from './couple-hold.ts';
import { isAlone, knowsEnd } from './may-cross.ts';
import { dropOwn } from './own-frames.ts';
import { returnAt, returnParams, standardBreak, zoneOf } from './return-time.ts';

/** The word's dialog, and the one that both get in the break. */
export const heatDialog = 'time-out';
export const breakDialog = 'break';
export const returnDialog = 'return';

/** From the first HEAT to the notice, ms: the same whatever is answered meanwhile. Source: safety.md, "Time-out (HEAT)". */
const untilNotice = 45_000;

/**
 * HEAT, from any dialog. The break begins even where nothing more can be said here: a phone that is locked, a crisis whose
 * questions go on. True when the message is answered.
 */
export function hearHeat(conversation: Conversation, found: Found | null): boolean {
  const { turn, partner } = conversation;
  if (!found || !('dialog' in found.phrase) || found.phrase.dialog !== heatDialog) return false;
  if (turn.couple.shared.status === 'stranger' || !hasConsent(partner, turn.at)) return false;
  beginBreak(conversation);
  if (isLocked(conversation) || isCrisisOnTop(conversation) || isDark(conversation)) return false;
  openHeat(conversation);
  return true;
}

/** While a case of violence is open nothing of a break is asked on this phone. */
const isDark = ({ partner: { alerts } }: Conversation): boolean =>
  alerts.violence !== undefined && alerts.violence.status !== 'closed';

/** A break of both begins, unless one is on; without a second one it is nobody's but their own. */
function beginBreak({ turn, side }: Conversation): void {
  const { timeOut } = turn.together;
  if (timeOut?.stage === 'asked' && !timeOut.asked.includes(side))
    turn.together = { ...turn.together, timeOut: { ...timeOut, asked: [...timeOut.asked, side] } };
  if (timeOut || isAlone(turn, side) || !hasJoined(turn)) return;
  const begun: TimeOut = {
    ...{ id: turn.event.id, at: turn.at, asked: [side], stage: 'asked', due: turn.at + untilNotice },
    ...{ returnsAt: returnAt(turn.at, standardBreak, zoneOf(turn)), missed: 0, ready: [] },
  };
  turn.together = { ...turn.together, timeOut: begun };
}

/** What whoever wrote HEAT is asked in private: how long, while both still wait for the notice; what helps, from then on. */
export function openHeat(conversation: Conversation): void {
  if (isDark(conversation)) return keepSilent(conversation, 'quiet-crisis');
  beginBreak(conversation);
  const { timeOut } = conversation.turn.together;
  if (topFrame(conversation)?.dialog === returnDialog) return reask(conversation);
  dropOwn(conversation, heatDialog, breakDialog);
  if (!timeOut || knowsEnd(conversation.turn, conversation.side))
    openFrame(conversation, breakDialog, { from: 'alone' });
  else if (timeOut.stage === 'asked') openFrame(conversation, heatDialog);
  else openFrame(conversation, breakDialog, { from: 'again', ...returnParams(conversation, timeOut.returnsAt) });
}
