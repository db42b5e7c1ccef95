import { localDate } from '../../domain/local-time.ts';
import { plain } from '../../domain/words.ts';
import { type Delivery, deliver, replaceTop, topFrame, untaken } from '../machine/frames.ts';
import { send, type Turn } from '../turn.ts';
import { answerKinds } from './answers/kinds.ts';
import { readPhrase } from './phrase.ts';
import { isLocked } from './pin.ts';

/** Gives a text to the frame on top as the answer to its question, if it can be read as one. */
export function answerTop(turn: Turn, text: string): Delivery {
  const asked = topFrame(turn)?.asked;
  const question = asked ? turn.words.questions.get(asked.key) : undefined;
  if (!question) return untaken;
  const { partner, words } = turn;
  const { read, free, secret } = answerKinds[question.kind];
  if (free && readPhrase(text, partner.language, words)) return untaken;
  const today = () => localDate(turn.at, partner.zone);
  const value = read({ text, said: plain(text), question, language: partner.language, words, today });
  if (value === null) return untaken;
  if (secret) turn.secret = true;
  return deliver(turn, { type: 'ANSWER', value });
}

/** Says the open question again, after a lead-in if one is given. A quiet question is never said again. */
export function reask(turn: Turn, leadIn?: string): void {
  const asked = topFrame(turn)?.asked;
  if (!asked || asked.quiet || isLocked(turn)) return;
  if (leadIn) send(turn, asked.lane, leadIn);
  send(turn, asked.lane, asked.key, asked.params);
}

/**
 * What happens to a text that is no answer and no known word: the question once more, then the machine's UNCLEAR.
 * A quiet question is UNCLEAR at once. Not taken means that the fallback is due.
 */
export function unreadAnswer(turn: Turn): Delivery {
  const frame = topFrame(turn);
  if (!frame?.asked) return untaken;
  if (frame.asked.quiet || frame.asked.reasked) return deliver(turn, { type: 'UNCLEAR' });
  replaceTop(turn, { ...frame, asked: { ...frame.asked, reasked: true } });
  reask(turn, 'coach.not-understood');
  return { ...untaken, taken: true };
}
