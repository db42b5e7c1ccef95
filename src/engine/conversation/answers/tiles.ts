/** Whether words hold a phrase, as whole words. Pure. */
export const holds = (said: string, phrase: string): boolean => ` ${said} `.includes(` ${phrase} `);

/** Whether words are nothing but such phrases, one after the other. Pure. */
export function isMadeOf(said: string, phrases: ReadonlySet<string>): boolean {
  if (said === '') return true;
  const words = said.split(' ');
  // Where a row of phrases that began at the first word can end.
  const ends = new Set([0]);
  for (let from = 0; from < words.length; from += 1) {
    if (!ends.has(from)) continue;
    for (let to = from + 1; to <= Math.min(words.length, from + mostWords); to += 1) {
      if (phrases.has(words.slice(from, to).join(' '))) ends.add(to);
    }
  }
  return ends.has(words.length);
}

/** Words that one phrase has, at most. */
const mostWords = 6;

interface Edges {
  readonly first: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
}

const knownEdges = new WeakMap<ReadonlySet<string>, Edges>();

/** The first and the last words of phrases, made once: most messages begin and end with none of them. */
function edgesOf(phrases: ReadonlySet<string>): Edges {
  const known = knownEdges.get(phrases);
  if (known) return known;
  const all = [...phrases];
  const edges = { first: new Set(all.map(firstWord)), last: new Set(all.map(lastWord)) };
  knownEdges.set(phrases, edges);
  return edges;
}

/** The first of words. Pure. */
export function firstWord(said: string): string {
  const end = said.indexOf(' ');
  return end < 0 ? said : said.slice(0, end);
}

const lastWord = (said: string): string => said.slice(said.lastIndexOf(' ') + 1);

/** The longest such phrase that words begin with; null when they begin with none. Pure. */
export function beginning(said: string, phrases: ReadonlySet<string>): string | null {
  if (!edgesOf(phrases).first.has(firstWord(said))) return null;
  let longest: string | null = null;
  for (let count = 0, end = 0; count < mostWords && end < said.length; count += 1) {
    const next = said.indexOf(' ', end + 1);
    end = next < 0 ? said.length : next;
    const phrase = said.slice(0, end);
    if (phrases.has(phrase)) longest = phrase;
  }
  return longest;
}

/** What is left of words when such phrases are taken off their beginning and their end. Pure. */
export function within(said: string, phrases: ReadonlySet<string>): string {
  let left = said;
  for (let off = beginning(left, phrases); off !== null; off = beginning(left, phrases)) {
    left = left.slice(off.length + 1);
    if (left === '') return '';
  }
  for (let off = ending(left, phrases); off !== null; off = ending(left, phrases)) {
    left = left.slice(0, Math.max(0, left.length - off.length - 1));
    if (left === '') return '';
  }
  return left;
}

function ending(said: string, phrases: ReadonlySet<string>): string | null {
  if (!edgesOf(phrases).last.has(lastWord(said))) return null;
  let longest: string | null = null;
  for (let count = 0, start = said.length; count < mostWords && start > 0; count += 1) {
    start = said.lastIndexOf(' ', start - 1);
    const phrase = said.slice(start + 1);
    if (phrases.has(phrase)) longest = phrase;
  }
  return longest;
}
