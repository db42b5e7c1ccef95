import { contraction, longhand } from './shorthand.ts';
import { misspelt, respaced, unmasked, withoutLeet, withoutRepeats } from './spellings.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A text as the rules see it: plain words, one space apart, ` | ` between sentences. */
export interface Normalised {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The number of the token that a place in `text` belongs to. */
  readonly tokenAt: (index: number) => number;
}

/**
 * The text in the words that the rules are written in: confusable letters, leet, masks, spaced-out letters, repeats and
 * shorthand undone (safety.md, "Screening", step 1). Pure.
 */
export const normalise = (text: string): Normalised => normaliseTokens(tokensOf(text));

/** The same of the words of a window. Pure. */
export function normaliseTokens(written: readonly Token[]): Normalised {
  const tokens = contract(expand(rejoin(written)));
  const starts = new Int32Array(tokens.length);
  let joined = '';
  tokens.forEach((token, at) => {
    if (at > 0) joined += ' ';
    starts[at] = joined.length;
    joined += token.word;
  });
  return { text: joined, tokens, tokenAt: (index) => lastAtOrBefore(starts, index) };
}

function lastAtOrBefore(starts: Int32Array, index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `k i l l` and `k.i.l.l` in one piece again. */
function rejoin(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const run = singles(tokens, at);
    const words = run.length >= 3 ? respaced(run.map(({ word }) => word).join('')) : undefined;
    const first = run[0];
    const last = run.at(-1);
    const token = tokens[at];
    if (words && first && last) {
      result.push(
        ...words.map((word, nth) => ({ word, start: first.start, end: last.end, pause: nth === 0 && first.pause })),
      );
      at = tokens.indexOf(last, at) + 1;
    } else if (token) {
      const skipped = Math.max(1, run.length > 2 ? tokens.indexOf(run.at(-1) ?? token, at) + 1 - at : 1);
      result.push(...tokens.slice(at, at + skipped));
      at += skipped;
    }
  }
  return result;
}

function singles(tokens: readonly Token[], from: number): Token[] {
  const run: Token[] = [];
  for (let at = from; at < tokens.length && run.length < 40; at += 1) {
    const token = tokens[at];
    if (!token || token.word.length > 1) break;
    if (token.word !== '|') run.push(token);
    else if (tokens[at + 1]?.word.length !== 1) break;
  }
  return run;
}

/** Sounds of a voice that thinks, as a phone writes them down: no words. */
const fillers: ReadonlySet<string> = new Set('um umm uh uhh uhm erm hmm hm mmm ehm'.split(' '));

function plainWords(written: string): readonly string[] {
  if (written === '|') return ['|'];
  if (fillers.has(written)) return [];
  const known = longhand(written);
  if (known) return known;
  const word = written.replaceAll("'", '');
  const whole = /[*#_]/.test(word) ? (unmasked(word) ?? word.replace(/[*#_]/g, '')) : word;
  const plain = withoutRepeats(longhand(whole) ? whole : withoutLeet(whole)).replace(/[@$!#*_]/g, '');
  return longhand(plain) ?? [misspelt(plain) ?? plain];
}

const expand = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) =>
    plainWords(token.word).map((word, nth) => ({ ...token, word, pause: nth === 0 && token.pause })),
  );

function contract(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const before = result.at(-1);
    const word = before && !token.pause ? contraction(before.word, token.word) : undefined;
    if (before && word) {
      const [first = word, ...rest] = word.split(' ');
      result[result.length - 1] = { ...before, word: first, end: token.end };
      for (const more of rest) result.push({ ...token, word: more });
    } else if (token.word !== '') result.push(token);
  }
  return result;
}
