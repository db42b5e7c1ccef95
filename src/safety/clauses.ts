import type { Token } from './tokens.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that open a new clause. */
const joints = set('but though although because so then until cause except pero aunque porque entonces hasta sino');
const subjects = set(
  'i im ive ill id he hes she shes they theyre we were hell shell youre yo el ella nosotros ellos usted',
);

/** For each token the number of its clause. Pure. */
export function clausesOf(tokens: readonly Token[]): Int32Array {
  const clauses = new Int32Array(tokens.length);
  let clause = 0;
  let length = 0;
  tokens.forEach((token, at) => {
    const opens = token.pause || joints.has(token.word) || (subjects.has(token.word) && length > 2);
    if ((opens && length > 0) || token.word === '|') {
      clause += 1;
      length = 0;
    }
    clauses[at] = clause;
    if (token.word !== '|') length += 1;
  });
  return clauses;
}

/** The words of one clause before a token, nearest last. At most `most`. Pure. */
export function wordsBefore(tokens: readonly Token[], clauses: Int32Array, at: number, most: number): string[] {
  const words: string[] = [];
  for (let back = at - 1; back >= 0 && words.length < most && clauses[back] === clauses[at]; back -= 1) {
    words.unshift(tokens[back]?.word ?? '');
  }
  return words;
}

/** The words around a match, sentence ends included. Pure. */
export const wordsAround = (tokens: readonly Token[], first: number, last: number, reach: number): string =>
  tokens
    .slice(Math.max(0, first - reach), last + reach + 1)
    .map(({ word }) => word)
    .join(' ');
