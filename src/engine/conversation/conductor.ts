import { channelTraits } from '../../domain/channel.ts';
import { handOffOf, hasConsent } from '../../domain/partner.ts';
import type { Command, Phrase } from '../../domain/words.ts';
import { hearCrisis, resendLines, runAfterwards } from '../crisis/crisis.ts';
import { isCrisisOnTop } from '../crisis/crisis-frames.ts';
import type { MessageEvent, TooMany } from '../events.ts';
import { type Delivery, deliver, topFrame } from '../machine/frames.ts';
import { refreshTop } from '../machine/saved-frames.ts';
import { keepSilent, send, type Turn } from '../turn.ts';
import { answerTop, reask, unreadAnswer } from './asking.ts';
import { carrierWord, openDialog, runCommand } from './commands.ts';
import { askedForConsent, greetStranger } from './joining.ts';
import { readPhrase } from './phrase.ts';
import { guardPin } from './pin.ts';

/**
 * Answers a message, in the fixed order: crisis > STOP > HELP > hand-off > safety and HEAT > cancel, pause, skip, back >
 * top frame > words that open a dialog > fallback (architecture.md, "Conversation engine"). Each step either answers
 * and ends the turn or leaves the message to the next.
 */
export function conduct(turn: Turn, event: MessageEvent): void {
  const text = event.text.slice(0, turn.limits.characters);
  const phrase = readPhrase(text, turn.partner.language, turn.words);
  if (hearCrisis(turn, event)) return;
  if (resendLines(turn, phrase)) return;
  if (carrierWord(turn, phrase)) return;
  if (turn.partner.optedOut && channelTraits[event.from.channel].carrierWords && !isCrisisOnTop(turn))
    return keepSilent(turn, 'opted-out');
  if (handOffOf(turn.partner) === 'counselor') return keepSilent(turn, 'counselor-answers');
  if (event.tooMany && !isCrisisOnTop(turn)) return keepOnly(turn, event.tooMany);
  // The dialogs of safety and HEAT open here, above whatever is running, once their issues bring them.
  if (turn.couple.shared.status === 'stranger' && !topFrame(turn)) return greetStranger(turn, text);
  const door = guardPin(turn, text);
  if (door === 'answered') return;
  if (door === 'unlocked') return goOn(turn);
  if (askedForConsent(turn)) return;
  if (refreshTop(turn)) return;
  if (phrase && 'command' in phrase && !isCrisisOnTop(turn) && leaveOrMove(turn, phrase.command)) return;
  if (afterDelivery(turn, answerTop(turn, text))) return;
  if (!isCrisisOnTop(turn) && openWords(turn, phrase)) return;
  if (afterDelivery(turn, unreadAnswer(turn))) return;
  send(turn, 'reply', 'coach.fallback');
}

/** The PIN was right: back to where the conversation was. */
function goOn(turn: Turn): void {
  if (askedForConsent(turn)) return;
  send(turn, 'reply', 'coach.unlocked');
  if (!refreshTop(turn)) reask(turn);
}

/** A message that came too fast: it is in the log, and no dialog sees it. */
function keepOnly(turn: Turn, tooMany: TooMany): void {
  if (tooMany === 'say') send(turn, 'reply', 'coach.too-fast');
  keepSilent(turn, 'too-many');
}

const moves: Partial<Record<Command, { readonly type: 'SKIP' | 'BACK'; readonly otherwise: string }>> = {
  skip: { type: 'SKIP', otherwise: 'coach.cannot-skip' },
  back: { type: 'BACK', otherwise: 'coach.cannot-go-back' },
};

/** SKIP and BACK are the dialog's to take; the other commands are the conductor's own. */
function leaveOrMove(turn: Turn, command: Command): boolean {
  const move = moves[command];
  if (!move) return runCommand(turn, command);
  if (!topFrame(turn)) return false;
  if (afterDelivery(turn, deliver(turn, { type: move.type }))) return true;
  send(turn, 'reply', move.otherwise);
  reask(turn);
  return true;
}

function openWords(turn: Turn, phrase: Phrase | null): boolean {
  if (!phrase || !hasConsent(turn.partner, turn.at)) return false;
  if ('dialog' in phrase) openDialog(turn, phrase.dialog);
  else if (phrase.command === 'menu') openDialog(turn, 'menu');
  else return false;
  return true;
}

/** After a delivery: what the dialog asked for at its end, or back to what lay below. False when it was not taken. */
function afterDelivery(turn: Turn, delivery: Delivery): boolean {
  if (!delivery.taken) return false;
  runAfterwards(turn, delivery.afterwards, (what) => openDialog(turn, what));
  if (delivery.done && delivery.afterwards.length === 0) {
    if (!delivery.uninterruptible && !hasAnswered(turn)) send(turn, 'reply', 'coach.cancelled');
    reask(turn, 'coach.back');
  }
  // A crisis dialog may take an answer without a word: a quiet question that was not answered with a clear yes.
  if (!hasAnswered(turn)) keepSilent(turn, 'quiet-question');
  return true;
}

const hasAnswered = (turn: Turn): boolean => turn.effects.some((effect) => effect.type === 'send');
