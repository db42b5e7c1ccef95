import type { z } from 'zod';
import type { Asked, Json } from '../../../domain/frame.ts';
import type { Language } from '../../../domain/language.ts';
import type { Question, Words } from '../../../domain/words.ts';

/** A text that may be the answer to a question, and all that reading it may know. */
export interface Reply {
  readonly text: string;
  /** The text in plain form: lower case, no marks, no punctuation. */
  readonly said: string;
  readonly question: Question;
  /** The partner's language, which is tried first. */
  readonly language: Language;
  readonly words: Words;
  /** What the question was asked with. */
  readonly asked: Asked['params'];
  /** The partner's local date, ISO. */
  readonly today: () => string;
}

/** How a question is asked again whose answer was understood and is of no use, such as a day that is over. */
export interface Again {
  readonly leadIn: string;
  readonly params: Asked['params'];
  /** What the next answer may refer to; it is laid over the question's parameters. */
  readonly keep?: Asked['params'];
  /** The lead-in asks itself: the question is not said after it. */
  readonly only?: true;
  /** The reply may be a secret: it is not kept. */
  readonly secret?: true;
}

/** What was understood, as it is said back: with what the clock shows there. */
export interface SaidBack {
  readonly key: string;
  readonly params: Asked['params'];
  readonly zone: string;
}

/** One kind of answer: how it is read, and what can be read. */
export interface AnswerKind {
  /** The value of a reply; null when it cannot be read. Pure. */
  readonly read: (reply: Reply) => Json;
  /** How to ask again where a reply that `read` cannot take was understood; null where it was not. Pure. */
  readonly again?: (reply: Reply) => Again | null;
  /** What is said back of a reply that `read` takes. Pure. */
  readonly saidBack?: (reply: Reply) => SaidBack | null;
  /** What `read` gives for a question: a guard that compares an answer with anything else never passes. Pure. */
  readonly values: (question: Question) => z.ZodType;
  /** Values that `read` gives for a question, one of each class. Pure. */
  readonly samples: (question: Question) => readonly Json[];
  /** Any text is an answer, so words that work at any moment come first. */
  readonly free?: true;
  /** The text is not kept. */
  readonly secret?: true;
}
