import type { Language } from '../../domain/language.ts';
import { type Phrase, plain, type Words } from '../../domain/words.ts';
import { firstIn } from './answers/spoken.ts';

/** The command or dialog that a whole message names, the partner's language first. Pure. */
export function readPhrase(text: string, language: Language, words: Words): Phrase | null {
  const said = plain(text);
  return firstIn(language, (each) => words.phrases[each].get(said)) ?? null;
}
