import type { Screening } from '../../domain/screening.ts';
import type { Tells } from '../../domain/tells.ts';
import { type Heard, heardOf, spoken, type Words } from '../../domain/words.ts';

/** Words that deny what follows them, and those that begin a clause of its own, in both languages. */
const denials = new Set(
  'not never dont didnt doesnt havent hadnt wont wouldnt couldnt cant cannot isnt arent aint without no nunca jamas sin'.split(
    ' ',
  ),
);
const subjects = new Set('i im ive id ill my its it the he she they a yo me mi ya si pero but and y'.split(' '));

/** Characters that are read at either end of a message: the screening hears all of it. */
const atEitherEnd = 2_000;

/** Characters of a message that says little else. */
const fewWords = 60;

/** Words before something told in which a denial stands. */
const reach = 3;

/**
 * What a message tells, by the names of `tells.yaml`: what its own words tell, and what the screening found in them. What is
 * denied is not told. Pure.
 */
export function tellsIn(text: string, words: Words, screening: Screening): readonly string[] {
  const said = spoken(readable(text));
  const own = words.tells.filter((each) => isTold(each, said)).map(({ id }) => id);
  return [...new Set([...own, ...namesOf(screening.tells ?? {})])];
}

/** Whether the own words of a message tell one thing, by its name in `tells.yaml`. What is denied is not told. Pure. */
export function tellsThat(text: string, name: string, words: Words): boolean {
  const said = spoken(readable(text));
  return words.tells.some((each) => each.id === name && isTold(each, said));
}

/** What makes a part of a sentence doubtful as word of help that is near, in both languages. */
const doubts = /\b(?:no|not|dont|wont|cant|never|nobody|none|cancel|stop|once|nadie|nunca|jamas|cancela)\b/;

/** Parts of a message, each with the sign of a question that ends it. */
const parts = /[^.!;,\n?]+\??/gu;

/** Whether help is spoken of in a part that neither doubts nor asks; and whether all parts are so. Pure. */
function sureOfHelp(text: string, words: Words): { readonly some: boolean; readonly all: boolean } {
  const all = readable(text).match(parts) ?? [];
  const sure = all.filter((part) => !part.endsWith('?') && !doubts.test(spoken(part)));
  const some = sure.some((part) => ofHelp.test(spoken(part)) || namedIn(part, words).some(isHelp));
  return { some, all: sure.length === all.length };
}

const isHelp = (topic: string): boolean => topic.startsWith('help-');

/** Words of help that is near, as the screening hears it. */
const ofHelp =
  /\b(?:coming|on (?:the|their|his|her|its|my|our) way|here|called|calling|phone|911|988|er|hospital|ambulance|paramedics|medics|driving|taking|viene|vienen|camino|ambulancia|urgencias|llame|llamando|marque)\b/;

/** The topic of a message: the first that its words name, or that the screening read out of them; null where it has none. Pure. */
export function topicIn(text: string, words: Words, { tells }: Screening): string | null {
  const [first] = namedIn(text, words);
  const help = first?.startsWith('help-') ? first : !first && tells?.help ? `help-${tells.help}` : null;
  if (help === null && first) return first;
  if (help !== null) {
    const { some, all } = sureOfHelp(text, words);
    // Help is near, and something about it is hard: it is met as help that is let in, and not with a "go".
    if (some) return all || help !== 'help-now' ? help : 'let-in';
    const [other] = namedIn(text, words).filter((each) => !isHelp(each));
    if (other) return other;
  }
  if (tells?.undone) return tells.undone === 'taken-back' ? 'taking-back' : 'correction';
  return null;
}

/** All topics that the words of a message name, in the order in which they are tried. Pure. */
export const namedIn = (text: string, words: Words): readonly string[] => heardOf(words.topics, readable(text));

/** A gun that is at hand, and hardly a word beside it: it is no small talk, even where nothing was heard. Pure. */
export const isGunAtHand = (text: string, { tells }: Screening): boolean =>
  tells?.method === 'gun' && tells.means === true && text.length <= fewWords;

/** Where people say what it comes to: how a message begins and how it ends. */
const readable = (text: string): string =>
  text.length <= 2 * atEitherEnd ? text : `${text.slice(0, atEitherEnd)}\n${text.slice(-atEitherEnd)}`;

/** The same names for what the screening read out of the words. */
function namesOf({ method, means, when, attempt, company, farewell, voices, begun }: Tells): readonly string[] {
  return [
    ...(method ? ['method'] : []),
    ...(means ? ['means'] : []),
    ...(when === 'now' || when === 'today' ? ['tonight'] : []),
    ...(attempt === 'recent' ? ['attempt'] : []),
    ...(company ? [company] : []),
    ...(farewell ? ['goodbye'] : []),
    ...(voices ? ['voices'] : []),
    ...(begun ? ['begun'] : []),
  ];
}

function isTold({ pattern }: Heard, said: string): boolean {
  // Hardly any pattern matches: only then is it made anew, to look at every place.
  if (!pattern.test(said)) return false;
  const every = new RegExp(pattern.source, 'gu');
  return [...said.matchAll(every)].some(({ index, 0: found }) => !isDenied(said.slice(0, index), found));
}

/** "I would never kill myself": a denial shortly before, and no clause of its own begins between. */
function isDenied(before: string, found: string): boolean {
  const [first = ''] = found.split(' ');
  // "no i want to die": the words have a subject of their own.
  if (subjects.has(first) && !['a', 'the', 'it'].includes(first)) return false;
  const near = before.trim().split(' ').slice(-reach);
  const denial = near.findLastIndex((word) => denials.has(word));
  return denial >= 0 && !near.slice(denial + 1).some((word) => subjects.has(word));
}
