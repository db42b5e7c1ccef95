import { handOffOf } from '../domain/partner.ts';
import type { Phrase } from '../domain/words.ts';
import { readPhrase } from './answer.ts';
import { answerTop, reask, unreadAnswer } from './asking.ts';
import { carrierWord, openDialog, runCommand } from './commands.ts';
import { hearCrisis, holdsTop, settle } from './crisis.ts';
import type { MessageEvent } from './events.ts';
import { type Delivery, topFrame } from './frames.ts';
import { refreshTop } from './saved-frames.ts';
import { keepSilent, send, type Turn } from './turn.ts';

/**
 * Answers a message, in the fixed order: crisis > STOP > HELP > hand-off > safety and HEAT > cancel, pause, skip, back >
 * top frame > words that open a dialog > fallback (architecture.md, "Conversation engine"). Each step either answers
 * and ends the turn or leaves the message to the next.
 */
export function conduct(turn: Turn, event: MessageEvent): void {
  const text = event.text.slice(0, turn.limits.characters);
  const phrase = readPhrase(text, turn.partner.language, turn.words);
  if (hearCrisis(turn, event)) return;
  if (carrierWord(turn, phrase)) return;
  if (turn.partner.optedOut && event.sms && !holdsTop(turn)) return keepSilent(turn, 'opted-out');
  if (handOffOf(turn.partner) === 'counselor') return keepSilent(turn, 'counselor-answers');
  // The dialogs of safety and HEAT open here, above whatever is running, once their issues bring them.
  if (turn.couple.shared.status === 'stranger' && !topFrame(turn)) return send(turn, 'reply', 'coach.stranger');
  if (refreshTop(turn)) return;
  if (phrase && 'command' in phrase && !holdsTop(turn) && runCommand(turn, phrase.command)) return;
  if (follow(turn, answerTop(turn, text))) return;
  if (!holdsTop(turn) && openWords(turn, phrase)) return;
  if (follow(turn, unreadAnswer(turn))) return;
  send(turn, 'reply', 'coach.fallback');
}

function openWords(turn: Turn, phrase: Phrase | null): boolean {
  if (!phrase) return false;
  if ('dialog' in phrase) openDialog(turn, phrase.dialog);
  else if (phrase.command === 'menu') openDialog(turn, 'menu');
  else return false;
  return true;
}

/** After a delivery: what the dialog asked for at its end, or back to what lay below. */
function follow(turn: Turn, delivery: Delivery): boolean {
  if (!delivery.taken) return false;
  settle(turn, delivery.afterwards, (what) => openDialog(turn, what));
  if (delivery.done && delivery.afterwards.length === 0) reask(turn, 'coach.back');
  noteSilence(turn);
  return true;
}

/** An answer that a dialog takes without a word is a silence of its own making. */
function noteSilence(turn: Turn): void {
  if (turn.effects.some((effect) => effect.type === 'send')) return;
  keepSilent(turn, 'quiet-question');
}
