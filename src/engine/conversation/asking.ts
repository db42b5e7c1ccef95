import { localDate } from '../../domain/local-time.ts';
import { type Phrase, plain } from '../../domain/words.ts';
import { type Delivery, untaken } from '../machine/frame-parts.ts';
import { deliver, replaceTop, topFrame } from '../machine/frames.ts';
import { type Conversation, send } from '../turn.ts';
import { answerKinds } from './answers/kinds.ts';
import { isLocked } from './pin.ts';

/** Gives a text to the frame on top as the answer to its question, if it can be read as one. A known phrase is no free text. */
export function answerTop(conversation: Conversation, text: string, phrase: Phrase | null): Delivery {
  const asked = topFrame(conversation)?.asked;
  const question = asked ? conversation.turn.words.questions.get(asked.key) : undefined;
  if (!question) return untaken;
  const { partner, turn } = conversation;
  const { read, free, secret } = answerKinds[question.kind];
  if (free && phrase) return untaken;
  const today = () => localDate(turn.at, partner.zone);
  const value = read({ text, said: plain(text), question, language: partner.language, words: turn.words, today });
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
