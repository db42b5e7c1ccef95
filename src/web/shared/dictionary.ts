import { createWords } from './language.ts';
import { en, type SharedKey } from './texts/en.ts';
import { es } from './texts/es.ts';

/** The words that every page needs, in both languages. */
export const sharedDictionaries = { en, es };

/** The same, with their gaps to fill. */
export const sharedWords = createWords<SharedKey>(sharedDictionaries);
