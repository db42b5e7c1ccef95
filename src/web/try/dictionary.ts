import { sharedDictionaries } from '../shared/dictionary.ts';
import { createWords } from '../shared/language.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';

const english = { ...sharedDictionaries.en, ...en };

/** The key of a text of this page. */
export type TextKey = keyof typeof english;

/** All words of this page: its own and those that every page needs. */
export const words = createWords<TextKey>({ en: english, es: { ...sharedDictionaries.es, ...es } });
