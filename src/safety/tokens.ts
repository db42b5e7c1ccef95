import { plainLetter } from './letters.ts';

/** One word as the rules see it, with its place in the text as it was sent. `|` ends a sentence. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** A comma stood before it. */
  readonly pause: boolean;
}

const isWord = (letter: string): boolean =>
  (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter > '\x7f';
const isInner = (letter: string): boolean => "'*@$#_!.".includes(letter);
const endsSentence = (letter: string): boolean => '.!?;()"'.includes(letter);

interface Letter {
  readonly letter: string;
  readonly start: number;
  readonly end: number;
}

/** Letters of a word at most: a longer one goes on as the next word. No word of a rule is so long. */
const longestWord = 64;

function lettersOf(text: string, from: number, to: number): Letter[] {
  const letters: Letter[] = [];
  let at = from;
  for (const character of from === 0 && to === text.length ? text : text.slice(from, to)) {
    const end = at + character.length;
    const code = character.charCodeAt(0);
    if (code > 32 && code < 127 && code !== 96) letters.push({ letter: character.toLowerCase(), start: at, end });
    else if (code === 32) letters.push({ letter: ' ', start: at, end });
    else for (const letter of plainLetter(character)) letters.push({ letter, start: at, end });
    at = end;
  }
  return letters;
}

/** Reads a text piece by piece: words in lower case and plain letters, and where its sentences end. */
export interface Tokenizer {
  /** Reads on, from one place of the text to another; a character is never cut. */
  read(text: string, from: number, to: number): void;
  /** The text is over. */
  end(): void;
  /** The tokens since the last call. A word that may go on is not among them. */
  taken(): Token[];
}

/** A tokenizer at the beginning of a text. It keeps one word at most beside the tokens that were not taken. */
export function createTokenizer(): Tokenizer {
  let tokens: Token[] = [];
  let held: Letter | undefined;
  let word = '';
  let start = 0;
  let end = 0;
  let pause = false;
  let ended = false;
  const close = (): void => {
    if (word === '') return;
    tokens.push({ word, start, end, pause });
    pause = false;
    ended = false;
    word = '';
  };
  const take = ({ letter, start: from, end: to }: Letter, next: string): void => {
    const inside = word !== '' && isInner(letter) && isWord(next) && (letter !== '.' || joinsNumbers(word, next));
    const opens = word === '' && (letter === '$' || letter === '@') && next >= 'a' && next <= 'z';
    const masked = word !== '' && letter === '*' && next === '*';
    if (isWord(letter) || inside || opens || masked) {
      if (word.length >= longestWord) close();
      if (word === '') start = from;
      if (!isDrawnOut(word, letter)) word += letter;
      end = to;
      return;
    }
    close();
    if (letter === ',' || letter === ':') pause = true;
    if (!endsSentence(letter) || ended) return;
    tokens.push({ word: '|', start: from, end: to, pause: false });
    ended = true;
  };
  return {
    read(text, from, to) {
      for (const letter of lettersOf(text, from, to)) {
        if (held) take(held, letter.letter);
        held = letter;
      }
    },
    end() {
      if (held) take(held, ' ');
      close();
    },
    taken() {
      const taken = tokens;
      tokens = [];
      return taken;
    },
  };
}

/** The words of a whole text in lower case and plain letters, and where its sentences end. Pure. */
export function tokensOf(text: string): Token[] {
  const tokenizer = createTokenizer();
  tokenizer.read(text, 0, text.length);
  tokenizer.end();
  return tokenizer.taken();
}

/** A letter that was said three times already says nothing more (`diiiiie`). */
const isDrawnOut = (word: string, letter: string): boolean =>
  letter >= 'a' && letter <= 'z' && word.length > 2 && word.endsWith(letter) && word.endsWith(letter + letter + letter);

const isDigit = (letter: string | undefined): boolean => letter !== undefined && letter >= '0' && letter <= '9';
const joinsNumbers = (word: string, next: string): boolean => isDigit(word.at(-1)) && isDigit(next);
