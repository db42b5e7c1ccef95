import type { Asked, Json } from '../../domain/frame.ts';
import { localDate, spokenTime } from '../../domain/local-time.ts';
import { type Phrase, type Question, type Told, told } from '../../domain/words.ts';
import { flawsIn } from '../couple/draft.ts';
import { mayAsk } from '../crisis/talk.ts';
import type { MessageEvent } from '../events.ts';
import { type Delivery, untaken } from '../machine/frame-parts.ts';
import { deliver, replaceTop, topFrame } from '../machine/frames.ts';
import { type Conversation, clockParams, keepSilent, send } from '../turn.ts';
import type { Again, Reply } from './answers/kind.ts';
import { answerKinds } from './answers/kinds.ts';
import { wordsAfter } from './answers/words-after.ts';
import { readPhrase } from './phrase.ts';
import { isLocked } from './pin.ts';

/** The question that is open, with the options that were offered; undefined when there is none. */
export function askedQuestion(conversation: Conversation): Question | undefined {
  const asked = topFrame(conversation)?.asked;
  const question = asked ? conversation.turn.words.questions.get(asked.key) : undefined;
  const offered = asked?.offered;
  if (!question || !offered) return question;
  return { ...question, options: offered.flatMap((each) => question.options.find(({ id }) => id === each) ?? []) };
}

/** A text as it is read against the open question; null when nothing is asked. */
function replyOf(conversation: Conversation, { text, said }: Told): Reply | null {
  const question = askedQuestion(conversation);
  if (!question) return null;
  const { partner, turn } = conversation;
  const today = () => localDate(turn.at, partner.zone);
  const asked = topFrame(conversation)?.asked?.params ?? {};
  return { text, said, question, asked, language: partner.language, words: turn.words, today };
}

/** A text as the answer to the open question; null when it is none, or nothing is asked. */
export function readAnswer(conversation: Conversation, text: string): Json {
  const reply = replyOf(conversation, told(text));
  return reply && answerKinds[reply.question.kind].read(reply);
}

/** Whether a text, with other words in it, answers the open question; free text answers everything. */
export function isAnswer(conversation: Conversation, text: string): boolean {
  const question = askedQuestion(conversation);
  return question !== undefined && !answerKinds[question.kind].free && readAnswer(conversation, text) !== null;
}

/** Gives a text to the frame on top as the answer to its question, if it can be read as one. A known phrase is no free text. */
export function answerTop(
  conversation: Conversation,
  message: Told,
  phrase: Phrase | null,
  tells: readonly string[] = [],
): Delivery {
  const asked = topFrame(conversation)?.asked;
  const reply = replyOf(conversation, message);
  if (!asked || !reply || isOldTap(conversation)) return untaken;
  const { read, again, saidBack, free, secret } = answerKinds[reply.question.kind];
  if (free && phrase) return untaken;
  const value = read(reply);
  if (value === null) return askAgain(conversation, again?.(reply) ?? null);
  if (secret) conversation.secret = true;
  const back = saidBack?.(reply);
  if (back) {
    const time = spokenTime(conversation.turn.at, back.zone, conversation.partner.language);
    send(conversation, asked.lane, back.key, { ...back.params, time });
  }
  const told = tells.length > 0 ? { tells } : {};
  const flaws = flawsOf(conversation, reply);
  return deliver(conversation, { type: 'ANSWER', value, ...noteOf(conversation, reply, value), ...flaws, ...told });
}

/** What the partner wrote beside the answer. A secret is kept nowhere, and a known phrase is no note. */
function noteOf({ secret, partner, turn }: Conversation, reply: Reply, value: Json): { readonly note?: string } {
  if (secret) return {};
  if (answerKinds[reply.question.kind].free) return { note: String(value) };
  // One word is the answer and nothing else.
  const note = reply.said.includes(' ') ? wordsAfter(reply) : '';
  return note === '' || readPhrase(told(note), partner.language, turn.words) ? {} : { note };
}

/** What speaks against passing on what was written, where any words are the answer. */
function flawsOf({ turn }: Conversation, { question, text }: Reply): { readonly flaws?: readonly string[] } {
  if (question.kind !== 'text' || turn.event.type !== 'message') return {};
  const flaws = flawsIn(text, turn.words, turn.event.screening);
  return flaws.length > 0 ? { flaws } : {};
}

/** Whether a button was tapped that belongs to another question than the one that is open. */
export function isOldTap(conversation: Conversation): boolean {
  const { event } = conversation.turn;
  if (event.type !== 'message' || event.question === undefined) return false;
  return event.question !== topFrame(conversation)?.asked?.id;
}

/** Within this many ms the same button is tapped twice, not once for each of two questions. */
const twice = 10_000;

/** A button that names no question, tapped again at once: whatever was asked in between, it is not answered by it. */
export function isSecondTap({ partner }: Conversation, { tapped, text, at }: MessageEvent): boolean {
  const last = partner.recent?.findLast(({ by }) => by === 'partner');
  return tapped === true && last !== undefined && last.text === text && at - last.at < twice;
}

/** A tap whose question is over answers nothing: this is said, with the question that is open. A quiet one stays quiet. */
export function answerOldTap(conversation: Conversation): void {
  const asked = topFrame(conversation)?.asked;
  if (asked?.quiet) return keepSilent(conversation, 'quiet-question');
  if (asked) reask(conversation, 'coach.question-over');
  else send(conversation, 'reply', 'coach.question-over');
}

/** Asks once more what was answered with something of no use. It is not the one re-ask of an answer that cannot be read. */
function askAgain(conversation: Conversation, again: Again | null): Delivery {
  const frame = topFrame(conversation);
  if (!again || !frame?.asked) return untaken;
  if (again.secret) conversation.secret = true;
  const params = { ...frame.asked.params, ...again.keep };
  replaceTop(conversation, { ...frame, asked: { ...frame.asked, params } });
  if (again.only) send(conversation, frame.asked.lane, again.leadIn, again.params);
  else reask(conversation, again.leadIn, again.params);
  return { ...untaken, taken: true };
}

/** Says the open question again, after a lead-in if one is given. A quiet question is never said again. */
export function reask(conversation: Conversation, leadIn?: string, params: Asked['params'] = {}): void {
  const asked = topFrame(conversation)?.asked;
  // Where the coach stays, what it offers comes in new words, and never by itself.
  if (!asked || asked.quiet || isLocked(conversation) || topFrame(conversation)?.dialog === 'crisis-stay') return;
  if (leadIn) send(conversation, asked.lane, leadIn, params);
  const now = { ...asked.params, ...(asked.clock ? clockParams(conversation) : {}) };
  send(conversation, asked.lane, asked.key, now, false, asked);
}

/**
 * A text in a crisis that is no answer: a second try in simpler words where there are any, once; then the machine's UNCLEAR. A
 * third does not come, and nothing is said twice. Where the coach stays, it goes on in new words.
 */
export function unreadInCrisis(conversation: Conversation): Delivery {
  if (askSimpler(conversation)) return { ...untaken, taken: true };
  return deliver(conversation, { type: 'UNCLEAR' });
}

/** Asks the open question of a crisis in simpler words, once. False where there are none, or they were used. */
export function askSimpler(conversation: Conversation): boolean {
  const frame = topFrame(conversation);
  const { asked } = frame ?? {};
  const simple = `${asked?.key}-simple`;
  if (!frame || !asked || asked.quiet || asked.reasked || isLocked(conversation)) return false;
  if (!conversation.turn.words.questions.has(simple) || !mayAsk(conversation)) return false;
  replaceTop(conversation, { ...frame, asked: { ...asked, key: simple, reasked: true } });
  send(conversation, asked.lane, simple, asked.params, false, asked);
  return true;
}

/**
 * What happens to a text that is no answer and no known word: the question once more, then the machine's UNCLEAR.
 * A quiet question is UNCLEAR at once. Not taken means that the fallback is due.
 */
export function unreadAnswer(conversation: Conversation): Delivery {
  const frame = topFrame(conversation);
  if (!frame?.asked) return untaken;
  if (frame.asked.quiet || frame.asked.reasked) {
    const delivery = deliver(conversation, { type: 'UNCLEAR' });
    if (delivery.taken || frame.dialog !== 'consent') return delivery;
    // Nothing else goes on before it: what cannot be read is asked once more, in other words.
    reask(conversation, 'consent.again');
    return { ...untaken, taken: true };
  }
  replaceTop(conversation, { ...frame, asked: { ...frame.asked, reasked: true } });
  reask(conversation, 'coach.not-understood', { why: 'unread' });
  return { ...untaken, taken: true };
}
