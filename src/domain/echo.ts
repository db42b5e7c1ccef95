import { plain } from './words.ts';

/**
 * A text as it is known: its words one after the other. A string is one word, a list the alternatives of what may stand
 * there, null what nobody can tell beforehand (a name, an hour).
 */
export type Pattern = readonly (string | readonly (readonly string[])[] | null)[];

/** Words that stand in one unknown place, at most. */
const mostInPlace = 12;

/** Words that two texts begin with alike, before one counts as the other with something added. */
const sameBeginning = 6;

/** More words than any known text has. */
const mostWords = 600;

/**
 * What of these words is not the known text's, where they begin like it: nothing for a copy or its beginning, else what
 * stands in its unknown places, and what was added or written otherwise after `sameBeginning` words. Null where they
 * begin otherwise. A last word may be cut. Pure.
 */
export function beyond(words: readonly string[], pattern: Pattern): readonly string[] | null {
  if (words.length === 0 || words.length > mostWords) return null;
  const best: Best = { matched: 0, at: 0, unknown: [] };
  const unknown = walk(words, pattern, { matched: 0, at: 0, unknown: [] }, best);
  if (unknown) return unknown;
  return best.matched >= sameBeginning ? [...best.unknown, ...words.slice(best.at)] : null;
}

/** How far a comparison has come: words that were the same, the next word, and what stood in unknown places. */
interface Best {
  matched: number;
  at: number;
  unknown: readonly string[];
}

function walk(words: readonly string[], pattern: Pattern, so: Readonly<Best>, best: Best): readonly string[] | null {
  if (so.matched > best.matched) Object.assign(best, so);
  if (so.at >= words.length) return so.matched > 0 ? so.unknown : null;
  const [next, ...later] = pattern;
  if (next === undefined) return null;
  if (typeof next === 'string') {
    const length = sameWords(words, pattern, so.at);
    if (length === 0) return null;
    const on = { matched: so.matched + length, at: so.at + length, unknown: so.unknown };
    return walk(words, pattern.slice(length), on, best);
  }
  if (next) return firstOf(next, (each) => walk(words, [...each, ...later], so, best));
  const most = Math.min(mostInPlace, words.length - so.at);
  return firstOf(
    Array.from({ length: most + 1 }, (_, taken) => taken),
    (taken) => {
      const unknown = [...so.unknown, ...words.slice(so.at, so.at + taken)];
      return walk(words, later, { matched: so.matched, at: so.at + taken, unknown }, best);
    },
  );
}

/** How many known words stand here one after the other. */
function sameWords(words: readonly string[], pattern: Pattern, at: number): number {
  let length = 0;
  for (; at + length < words.length; length += 1) {
    const [known, word] = [pattern[length], words[at + length] ?? ''];
    if (typeof known !== 'string') break;
    const isCut = at + length === words.length - 1 && known.startsWith(word);
    if (known !== word && !isCut) break;
  }
  return length;
}

function firstOf<Each, Found>(list: readonly Each[], find: (each: Each) => Found | null): Found | null {
  for (const each of list) {
    const found = find(each);
    if (found !== null) return found;
  }
  return null;
}

/** A text in the words that patterns are made of. Pure. */
export const wordsOf = (text: string): readonly string[] => {
  const said = plain(text);
  return said === '' ? [] : said.split(' ');
};
