import type { Cities } from './cities.ts';
import type { QuestionKind } from './frame.ts';
import type { Language } from './language.ts';

/** What a partner can ask for at any moment; each has words in every language (content/<language>/words.yaml). */
export const commands = [
  'menu',
  'help',
  'stop',
  'no-nudges',
  'unshare',
  'start',
  'line',
  'hello',
  'pause',
  'resume',
  'skip',
  'back',
  'cancel',
  'counselor',
  'no-counselor',
  'call-now',
  'my-data',
] as const;
export type Command = (typeof commands)[number];

/** A message that is a known phrase: a command, the dialog it opens, or the language it asks for. */
export type Phrase = { readonly command: Command } | { readonly dialog: string } | { readonly language: Language };

/** A phrase that other words may stand before or after; its own words are in `plain` form. */
export interface OpenPhrase {
  readonly words: string;
  readonly before: boolean;
  readonly after: boolean;
}

/** The vocabulary of the content, ready for the engine. All phrases are in `plain` form. */
export interface Words {
  readonly phrases: Readonly<Record<Language, ReadonlyMap<string, Phrase>>>;
  /** Phrases that other words may stand around, and what each asks for. */
  readonly open: readonly (OpenPhrase & { readonly phrase: Phrase })[];
  /** Number words, such as `seven`. */
  readonly numbers: Readonly<Record<Language, ReadonlyMap<string, number>>>;
  /** How answers and commands are told from the words around them, of all languages together. */
  readonly reading: Reading;
  /** Every text that is a question, by its full key. */
  readonly questions: ReadonlyMap<string, Question>;
  readonly cities: Cities;
  /** The keys of all wordings of a text that has several, by the key of the first. */
  readonly wordings: ReadonlyMap<string, readonly string[]>;
  /** The keys of texts that name the emergency number or the line against suicide, wherever they are read. */
  readonly lined: ReadonlySet<string>;
  /** What somebody asks or says at any moment and has an answer of its own, in the order in which they are tried. */
  readonly topics: readonly Heard[];
  /** What words tell, beside what the screening hears in them. */
  readonly tells: readonly Heard[];
  /** What in a draft for the other partner would hurt or frighten them. */
  readonly blame: readonly Heard[];
}

/** Something that is heard in words, in any language: its id, and the pattern over `spoken` words. */
export interface Heard {
  readonly id: string;
  readonly pattern: RegExp;
}

/** A text as patterns hear it: in `plain` form, with no space where an apostrophe was. Pure. */
export const spoken = (text: string): string => plain(text.replace(/['’‘`´]/g, ''));

/** The ids of what is heard in a text, in the order of the list. Pure. */
export function heardOf(list: readonly Heard[], text: string): readonly string[] {
  const said = spoken(text);
  return [...new Set(list.filter(({ pattern }) => pattern.test(said)).map(({ id }) => id))];
}

/** Words that mean yes, or no. In plain form, but for the signs. */
export interface Leaning {
  readonly words: readonly string[];
  /** Such as 👍: signs without a letter. */
  readonly signs: readonly string[];
  /** What may follow the word and leaves it as clear as it was. */
  readonly surely: readonly string[];
}

/** How answers and commands are told from the words around them. All phrases are in `plain` form. */
export interface Reading {
  readonly yes: Leaning;
  readonly no: Leaning;
  /** What changes nothing: "please", "well". */
  readonly around: readonly string[];
  /** What else may stand around a command: "show me", "fine". */
  readonly beside: readonly string[];
  /** What makes an answer less sure: "maybe", "about". */
  readonly hedges: readonly string[];
  /** What turns an answer around: "but". */
  readonly turns: readonly string[];
  /** What a reason begins with: "because". */
  readonly reasons: readonly string[];
  /** What somebody who goes on to tell something begins with, right behind an answer: "we argued". */
  readonly tellings: readonly string[];
  /** A scale's 0. */
  readonly nothing: readonly string[];
  /** How a person is asked for. */
  readonly person: PersonAsked;
  /** What a phone or a mailbox answers by itself. */
  readonly autoReplies: readonly OpenPhrase[];
}

/**
 * How a sentence in plain form asks to talk with a person: one of the `forms`, a few of `before` in front of it and of `after`
 * behind it; all are sources of regular expressions. `mentions` has a word of each name that such a person is called by.
 */
export interface PersonAsked {
  readonly before: readonly string[];
  readonly forms: readonly string[];
  readonly after: readonly string[];
  readonly mentions: readonly string[];
}

export interface Question {
  readonly kind: QuestionKind;
  /** In the order of their numbers, from 1. Empty for `scale` (0 to 10) and `text`. */
  readonly options: readonly Option[];
  /** So many of them are shown at a time, at most. */
  readonly most?: number;
}

export interface Option {
  readonly id: string;
  /** The label and its synonyms. */
  readonly words: Readonly<Record<Language, readonly string[]>>;
  /** Taken only when nothing in the message puts it in doubt. */
  readonly clear?: true;
  /** Topics that choose it, where the words themselves do not. */
  readonly hears?: readonly string[];
  /** Always among those that are shown, as the last. */
  readonly stays?: true;
}

/** A text in lower case, without marks, its digits those of ASCII. Pure. */
export const folded = (text: string): string => (isAscii.test(text) ? text.toLowerCase() : foldedMarks(text));

const foldedMarks = (text: string): string =>
  text
    .replaceAll('🔟', ' 10 ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .toLowerCase();

/** A text as it is compared: lower case, no marks, no punctuation, single spaces. Pure. */
export function plain(text: string): string {
  if (isPlain.test(text)) return text;
  const words = isAscii.test(text)
    ? text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')
    : foldedMarks(text).replace(/[^\p{L}\p{N}]+/gu, ' ');
  return words.trim();
}

/** A text as it was written, and the same in `plain` form. */
export interface Told {
  readonly text: string;
  readonly said: string;
}

/** A text with its plain form, which is made once for all that look at it. Pure. */
export const told = (text: string): Told => ({ text, said: plain(text) });

/** Most texts: the same is found in them in a fraction of the time. */
const isAscii = /^[\0-\x7f]*$/;
const isPlain = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** The digits of a script stand in a row from 0 to 9. */
function asciiDigit(digit: string): string {
  const at = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(at - value - 1))) value += 1;
  return String(value);
}
