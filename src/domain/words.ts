import type { Cities } from './cities.ts';
import type { QuestionKind } from './frame.ts';
import type { Language } from './language.ts';

/** What a partner can ask for at any moment; each has words in every language (content/<language>/words.yaml). */
export const commands = ['menu', 'help', 'stop', 'start', 'line', 'pause', 'resume', 'skip', 'back', 'cancel'] as const;
export type Command = (typeof commands)[number];

/** A whole message that is a known phrase: a command, or the dialog it opens. */
export type Phrase = { readonly command: Command } | { readonly dialog: string };

/** The vocabulary of the content, ready for the engine. All phrases are in `plain` form. */
export interface Words {
  readonly phrases: Readonly<Record<Language, ReadonlyMap<string, Phrase>>>;
  /** Number words, such as `seven`. */
  readonly numbers: Readonly<Record<Language, ReadonlyMap<string, number>>>;
  /** Every text that is a question, by its full key. */
  readonly questions: ReadonlyMap<string, Question>;
  readonly cities: Cities;
}

export interface Question {
  readonly kind: QuestionKind;
  /** In the order of their numbers, from 1. Empty for `scale` (0 to 10) and `text`. */
  readonly options: readonly Option[];
}

export interface Option {
  readonly id: string;
  /** The label and its synonyms. */
  readonly words: Readonly<Record<Language, readonly string[]>>;
}

/** A text as it is compared: lower case, no marks, no punctuation, single spaces. Pure. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
