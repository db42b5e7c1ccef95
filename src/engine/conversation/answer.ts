import type { Json } from '../../domain/frame.ts';
import { zoneOfCity } from '../../domain/local-time.ts';
import { type Language, languages } from '../../domain/partner.ts';
import { readDate } from '../../domain/read-date.ts';
import { type Option, type Phrase, plain, type Question, type Words } from '../../domain/words.ts';

/**
 * A text read as the answer to a question: an option's id, ids, a number from 0 to 10, a date, a city's zone, the digits
 * of a PIN, or the text itself; null when it cannot be read. By number, by words or by button is all the same. The
 * partner's language is tried first; `today` gives the partner's local date. Pure.
 */
export function readAnswer(
  question: Question,
  text: string,
  language: Language,
  words: Words,
  today: () => string,
): Json {
  const said = plain(text);
  switch (question.kind) {
    case 'text':
      return text.trim() === '' ? null : text.trim();
    case 'date':
      return readDate(text, language, today());
    case 'city':
      return zoneOfCity(text);
    case 'pin':
      return /^\d{4,6}$/.test(text.trim()) ? text.trim() : null;
    case 'scale':
      return readScale(said, text, language, words);
    case 'choice':
      return readOption(question.options, said, language, words);
    case 'several':
      return readSeveral(question.options, said, language, words);
  }
}

/** The command or dialog that a whole message names, the partner's language first. Pure. */
export function readPhrase(text: string, language: Language, words: Words): Phrase | null {
  const said = plain(text);
  return first(language, (each) => words.phrases[each].get(said)) ?? null;
}

const inOrder = (language: Language): readonly Language[] => [
  language,
  ...languages.filter((each) => each !== language),
];

function first<T>(language: Language, look: (language: Language) => T | undefined): T | undefined {
  for (const each of inOrder(language)) {
    const found = look(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

const readNumber = (said: string, language: Language, words: Words): number | undefined =>
  /^\d{1,2}$/.test(said) ? Number(said) : first(language, (each) => words.numbers[each].get(said));

function readScale(said: string, text: string, language: Language, words: Words): number | null {
  // A minus or a comma would be lost in the plain form: "-3" and "7,5" are no whole numbers from 0 to 10.
  if (/[-\u2212]\s*\d|\d[.,]\d/.test(text)) return null;
  const bare = said.replace(/ (?:10|out of 10|out of ten|de 10|sobre 10|de diez)$/, '');
  const value = readNumber(bare, language, words);
  return value !== undefined && value >= 0 && value <= 10 ? value : null;
}

function readOption(options: readonly Option[], said: string, language: Language, words: Words): string | null {
  const byWords = first(language, (each) => options.find((option) => option.words[each].includes(said)));
  if (byWords) return byWords.id;
  const number = readNumber(said, language, words);
  return number === undefined ? null : (options[number - 1]?.id ?? null);
}

const joining = new Set(['and', 'also', 'plus', 'y', 'e', 'tambien', 'con']);

/** Several at once: "1 3", "hungry and tired". Every word must belong to an option. */
function readSeveral(options: readonly Option[], said: string, language: Language, words: Words): string[] | null {
  const whole = readOption(options, said, language, words);
  if (whole !== null) return [whole];
  const chosen = new Set<string>();
  for (const word of said.split(' ')) {
    if (joining.has(word)) continue;
    const id = readOption(options, word, language, words);
    if (id === null) return null;
    chosen.add(id);
  }
  return chosen.size > 0 ? options.filter((option) => chosen.has(option.id)).map((option) => option.id) : null;
}
