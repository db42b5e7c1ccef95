import { type Language, languages } from '../../../domain/language.ts';
import type { Option } from '../../../domain/words.ts';
import type { Reply } from './kind.ts';

/** What is found in the first language that has it, the partner's own first. Pure. */
export function firstIn<T>(language: Language, look: (language: Language) => T | undefined): T | undefined {
  for (const each of [language, ...languages.filter((other) => other !== language)]) {
    const found = look(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A whole number in digits or as a word; undefined when it is none. Pure. */
export const readNumber = (said: string, { language, words }: Pick<Reply, 'language' | 'words'>): number | undefined =>
  /^\d{1,2}$/.test(said) ? Number(said) : firstIn(language, (each) => words.numbers[each].get(said));

/** The id of the option that a text names by its words or its number; null when it names none. Pure. */
export function readOption(options: readonly Option[], said: string, reply: Reply): string | null {
  const byWords = firstIn(reply.language, (each) => options.find((option) => option.words[each].includes(said)));
  if (byWords) return byWords.id;
  const number = readNumber(said, reply);
  return number === undefined ? null : (options[number - 1]?.id ?? null);
}

/** The ids of a question's options. Pure. */
export const idsOf = (options: readonly Option[]): readonly string[] => options.map((option) => option.id);
