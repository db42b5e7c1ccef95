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

function lettersOf(text: string): Letter[] {
  const letters: Letter[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const code = character.charCodeAt(0);
    if (code > 32 && code < 127 && code !== 96) letters.push({ letter: character.toLowerCase(), start: at, end });
    else if (code === 32) letters.push({ letter: ' ', start: at, end });
    else for (const letter of plainLetter(character)) letters.push({ letter, start: at, end });
    at = end;
  }
  return letters;
}

/** The words of a text in lower case and plain letters, and where its sentences end. Pure. */
export function tokensOf(text: string): Token[] {
  const letters = lettersOf(text);
  const tokens: Token[] = [];
  let word = '';
  let start = 0;
  let end = 0;
  let pause = false;
  const close = (): void => {
    if (word) tokens.push({ word, start, end, pause });
    if (word) pause = false;
    word = '';
  };
  letters.forEach(({ letter, start: from, end: to }, at) => {
    const next = letters[at + 1]?.letter ?? ' ';
    const inside = word !== '' && isInner(letter) && isWord(next) && (letter !== '.' || joinsNumbers(word, next));
    const opens = word === '' && (letter === '$' || letter === '@') && next >= 'a' && next <= 'z';
    const masked = word !== '' && letter === '*' && next === '*';
    if (isWord(letter) || inside || opens || masked) {
      if (word === '') start = from;
      word += letter;
      end = to;
      return;
    }
    close();
    if (letter === ',' || letter === ':') pause = true;
    if (endsSentence(letter) && tokens.at(-1)?.word !== '|')
      tokens.push({ word: '|', start: from, end: to, pause: false });
  });
  close();
  return tokens;
}

const isDigit = (letter: string | undefined): boolean => letter !== undefined && letter >= '0' && letter <= '9';
const joinsNumbers = (word: string, next: string): boolean => isDigit(word.at(-1)) && isDigit(next);
