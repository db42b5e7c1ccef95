import { createWords } from './language.ts';
import { caseEn } from './texts/case-en.ts';
import { caseEs } from './texts/case-es.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';

const english = { ...en, ...caseEn };

/** The key of a word that every page needs. */
export type SharedKey = keyof typeof english;

/** The words that every page needs, in both languages. */
export const sharedDictionaries = { en: english, es: { ...es, ...caseEs } };

/** The same, with their gaps to fill. */
export const sharedWords = createWords<SharedKey>(sharedDictionaries);
