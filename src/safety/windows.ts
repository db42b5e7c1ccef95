import { createTokenizer, type Token } from './tokens.ts';

/** Characters that are read in one step. One character becomes 18 letters at most. */
const pieceSize = 1_000;

/** Letters of the words that the rules see at once, and how many of them they see again: more than a match is long. */
const windowLetters = 1_500;
const sharedLetters = 500;

/**
 * The words of a text of any length, in windows that overlap: what stands between two words, however much, takes no room
 * in them. Gives null where a piece was read that fills no window, so that no step is long. Pure.
 */
export function* windowsOf(text: string): Generator<readonly Token[] | null, void> {
  const tokenizer = createTokenizer();
  let window: Token[] = [];
  let letters = 0;
  let heard = true;
  for (let from = 0; from < text.length; ) {
    const to = pieceEnd(text, from);
    tokenizer.read(text, from, to);
    if (to === text.length) tokenizer.end();
    for (const token of tokenizer.taken()) {
      window.push(token);
      letters += room(token);
      heard = letters > windowLetters;
      if (!heard) continue;
      yield window;
      window = tailOf(window);
      letters = window.reduce((sum, each) => sum + room(each), 0);
    }
    if (to < text.length) yield null;
    from = to;
  }
  if (!heard) yield window;
}

const room = ({ word }: Token): number => word.length + 1;

/** A pair of surrogates stays together. */
function pieceEnd(text: string, from: number): number {
  const to = from + pieceSize;
  if (to >= text.length) return text.length;
  const before = text.charCodeAt(to - 1);
  return before >= 0xd800 && before <= 0xdbff ? to + 1 : to;
}

function tailOf(window: readonly Token[]): Token[] {
  let letters = 0;
  let from = window.length;
  while (from > 0 && letters < sharedLetters) {
    from -= 1;
    letters += room(window[from] as Token);
  }
  return window.slice(from);
}
