import type { Json } from '../../domain/frame.ts';
import { localDate } from '../../domain/local-time.ts';
import { type Phrase, plain, type Question } from '../../domain/words.ts';
import { type Delivery, untaken } from '../machine/frame-parts.ts';
import { deliver, replaceTop, topFrame } from '../machine/frames.ts';
import { type Conversation, send } from '../turn.ts';
import { answerKinds } from './answers/kinds.ts';
import { isLocked } from './pin.ts';

/** The question that is open; undefined when there is none. */
export function askedQuestion(conversation: Conversation): Question | undefined {
  const asked = topFrame(conversation)?.asked;
  return asked ? conversation.turn.words.questions.get(asked.key) : undefined;
}

/** A text as the answer to the open question; null when it is none, or nothing is asked. */
export function readAnswer(conversation: Conversation, text: string): Json {
  const question = askedQuestion(conversation);
  if (!question) return null;
  const { partner, turn } = conversation;
  const today = () => localDate(turn.at, partner.zone);
  const { read } = answerKinds[question.kind];
  return read({ text, said: plain(text), question, language: partner.language, words: turn.words, today });
}

/** Gives a text to the frame on top as the answer to its question, if it can be read as one. A known phrase is no free text. */
export function answerTop(conversation: Conversation, text: string, phrase: Phrase | null): Delivery {
  const question = askedQuestion(conversation);
  if (!question) return untaken;
  const { free, secret } = answerKinds[question.kind];
  if (free && phrase) return untaken;
  const value = readAnswer(conversation, text);
  if (value === null) return untaken;
  if (secret) conversation.secret = true;
  return deliver(conversation, { type: 'ANSWER', value });
}

/** Says the open question again, after a lead-in if one is given. A quiet question is never said again. */
export function reask(conversation: Conversation, leadIn?: string): void {
  const asked = topFrame(conversation)?.asked;
  if (!asked || asked.quiet || isLocked(conversation)) return;
  if (leadIn) send(conversation, asked.lane, leadIn);
  send(conversation, asked.lane, asked.key, asked.params);
}

/**
 * What happens to a text that is no answer and no known word: the question once more, then the machine's UNCLEAR.
 * A quiet question is UNCLEAR at once. Not taken means that the fallback is due.
 */
export function unreadAnswer(conversation: Conversation): Delivery {
  const frame = topFrame(conversation);
  if (!frame?.asked) return untaken;
  if (frame.asked.quiet || frame.asked.reasked) return deliver(conversation, { type: 'UNCLEAR' });
  replaceTop(conversation, { ...frame, asked: { ...frame.asked, reasked: true } });
  reask(conversation, 'coach.not-understood');
  return { ...untaken, taken: true };
}
