import { areNudgesPaused, hasOpenAlert } from '../../domain/partner.ts';
import { type Command, commands, type Phrase } from '../../domain/words.ts';
import { heatDialog, openHeat } from '../couple/heat.ts';
import { suits } from '../couple/suits.ts';
import { isForTwo, wishFor } from '../couple/wish.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import { topicIn } from '../crisis/tells.ts';
import type { MessageEvent } from '../events.ts';
import { resumeTimers, suspendTimers } from '../machine/frame-parts.ts';
import { dropTop, openFrame, topFrame } from '../machine/frames.ts';
import { refreshTop } from '../machine/saved-frames.ts';
import { leaveShared } from '../machine/shared.ts';
import { outsideInput } from '../outside/consent.ts';
import { replanNudges } from '../time/plan-nudges.ts';
import { type Conversation, change, hasSaid, send } from '../turn.ts';
import { setAside } from './aside.ts';
import { askSimpler, readAnswer, reask } from './asking.ts';
import { carrierActed, ownStart, ownStop } from './opt-out.ts';
import { askForCounselor } from './person.ts';
import type { Found } from './phrase.ts';

/** STOP, START and HELP: carriers act on them, so they come before all but a crisis. True when the message is answered. */
export function carrierWords(
  conversation: Conversation,
  event: MessageEvent,
  found: Found | null,
  text: string,
): boolean {
  if (carrierActed(conversation, event)) return true;
  // A word that only the provider knows for HELP. Its answer has no crisis lines: ours is given beside it.
  const heard = found ?? (event.carrier === 'help' ? { phrase: { command: 'help' } as const, whole: true } : null);
  return carrierWord(conversation, heard, text);
}

function carrierWord(conversation: Conversation, found: Found | null, text = ''): boolean {
  if (!found || !('command' in found.phrase)) return false;
  const { command } = found.phrase;
  if (command === 'stop' && found.whole) ownStop(conversation);
  else if (command === 'start') ownStart(conversation);
  else if (command === 'help') return help(conversation, found.whole ? null : text);
  else return false;
  return true;
}

/**
 * A sentence that asks to stop, in which the screening heard nothing: the coach begins nothing by itself any more, and
 * tells how to end everything. No frame and no timer is cleared, so a crisis question that meets with silence still
 * pages. In a shared exercise it is PAUSE; with an open alert it is an answer. True when it was one. Source: safety.md,
 * "Privacy and law that shape features".
 */
export function sentenceThatStops(conversation: Conversation, event: MessageEvent, phrase: Phrase | null): boolean {
  if (!phrase || !('command' in phrase) || phrase.command !== 'no-nudges') return false;
  if (event.screening.level !== 'none' || hasOpenAlert(conversation.partner)) return false;
  if (topFrame(conversation)?.shared !== undefined) return pause(conversation);
  change(conversation, { nudgePause: { until: null } });
  send(conversation, 'reply', 'coach.nudges-stopped');
  return true;
}

/**
 * In a crisis a sentence that asks for help may hold the answer too ("no, please help me"): then it is read as one. One that asks
 * back ("will you call the police?") has its own answer.
 */
function help(conversation: Conversation, sentence: string | null): boolean {
  if (sentence && isAskedBack(conversation, sentence)) return false;
  send(conversation, 'reply', 'coach.help', {}, true);
  if (sentence && isCrisisOnTop(conversation) && readAnswer(conversation, sentence) !== null) return false;
  if (isCrisisOnTop(conversation)) askSimpler(conversation);
  else reask(conversation, 'coach.back');
  return true;
}

/** A question that is answered in the crisis that is open. The quiet questions have no answers but their own. */
function isAskedBack(conversation: Conversation, sentence: string): boolean {
  const { event, words } = conversation.turn;
  if (event.type !== 'message' || !isCrisisOnTop(conversation) || topFrame(conversation)?.asked?.quiet) return false;
  return topicIn(sentence, words, event.screening) !== null;
}

/** PAUSE, RESUME and leaving a dialog. True when the command was carried out. */
export function runCommand(conversation: Conversation, command: Command): boolean {
  switch (command) {
    case 'pause':
      return pause(conversation);
    case 'resume':
      return resume(conversation);
    case 'cancel':
      return cancel(conversation);
    default:
      return false;
  }
}

/**
 * The exercise that is open is none for where this message came from: it is set aside as by PAUSE, and said so. True when it was.
 * Source: safety.md, "Privacy and law that shape features".
 */
export function leaveUnsuited(conversation: Conversation): boolean {
  const top = topFrame(conversation);
  if (!top || suits(conversation, top.dialog)) return false;
  leaveAll(conversation, 'coach.not-here');
  return true;
}

/** Sets all that is open aside; what is for two is left, and ends for the other as by silence. */
function leaveAll(conversation: Conversation, key: string): void {
  leaveShared(conversation, conversation.partner.stack);
  const isAllLeft = conversation.partner.stack.length === 0;
  if (!isAllLeft) setAside(conversation);
  if (!isAllLeft || !hasSaid(conversation)) send(conversation, 'reply', key);
}

/** Inside a dialog: all of it is set aside. Outside: nudges stop, and the partner is asked until when. */
function pause(conversation: Conversation): boolean {
  if (conversation.partner.stack.length > 0) {
    leaveAll(conversation, 'coach.paused');
  } else {
    change(conversation, { nudgePause: { until: null } });
    openFrame(conversation, 'rest');
  }
  return true;
}

function resume(conversation: Conversation): boolean {
  const paused = conversation.partner.paused.filter(
    (each) => conversation.turn.at - each.opened <= conversation.turn.limits.pausedLife,
  );
  change(conversation, { paused });
  const frame = paused.at(-1);
  if (frame && !suits(conversation, frame.dialog)) {
    send(conversation, 'reply', 'coach.not-here');
  } else if (frame) {
    const below = conversation.partner.stack.map((each) => suspendTimers(each, conversation.turn.at));
    change(conversation, { paused: paused.slice(0, -1), stack: [...below, resumeTimers(frame, conversation.turn.at)] });
    if (!refreshTop(conversation)) reask(conversation, 'coach.resumed');
    if (frame.shared !== undefined && !hasSaid(conversation)) send(conversation, 'reply', 'coach.resumed');
  } else if (areNudgesPaused(conversation.partner, conversation.turn.at)) {
    change(conversation, {
      nudgePause: null,
      stack: conversation.partner.stack.filter((each) => each.dialog !== 'rest'),
    });
    replanNudges(conversation);
    send(conversation, 'reply', 'coach.nudges-resumed');
  } else {
    send(conversation, 'reply', 'coach.nothing-paused');
    reask(conversation);
  }
  return true;
}

function cancel(conversation: Conversation): boolean {
  const top = topFrame(conversation);
  if (!top) return false;
  if (top.shared === undefined) dropTop(conversation);
  else leaveShared(conversation, [top]);
  if (!hasSaid(conversation)) send(conversation, 'reply', 'coach.cancelled');
  reask(conversation, 'coach.back');
  return true;
}

const isCommand = (what: string): what is Command => (commands as readonly string[]).includes(what);

/** Opens a dialog by its word. Where it is already open, it goes on, unless it begins `anew`; where it was paused, it starts afresh. */
export function openDialog(conversation: Conversation, what: string): void {
  if (what === 'counselor') return askForCounselor(conversation);
  if (isCommand(what) && what !== 'menu') {
    if (!carrierWord(conversation, { phrase: { command: what }, whole: true })) runCommand(conversation, what);
    return;
  }
  if (!suits(conversation, what)) return send(conversation, 'reply', 'coach.not-here');
  if (what === heatDialog) return openHeat(conversation);
  if (isForTwo(conversation, what)) return wishFor(conversation, what);
  const depth = conversation.partner.stack.findLastIndex((frame) => frame.dialog === what);
  if (depth >= 0 && conversation.turn.dialogs.get(what)?.anew) {
    while (conversation.partner.stack.length > depth) dropTop(conversation);
  } else if (depth >= 0) {
    leaveShared(conversation, conversation.partner.stack.slice(depth + 1));
    while (conversation.partner.stack.length > depth + 1) dropTop(conversation);
    return reask(conversation, 'coach.still-open');
  }
  change(conversation, { paused: conversation.partner.paused.filter((frame) => frame.dialog !== what) });
  openFrame(conversation, what, outsideInput(what, conversation.turn));
}
