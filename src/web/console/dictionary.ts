import { sharedDictionaries } from '../shared/dictionary.ts';
import { createWords } from '../shared/language.ts';
import { casesEn } from './texts/cases-en.ts';
import { casesEs } from './texts/cases-es.ts';
import { clinicEn } from './texts/clinic-en.ts';
import { clinicEs } from './texts/clinic-es.ts';
import { exercisesEn } from './texts/exercises-en.ts';
import { exercisesEs } from './texts/exercises-es.ts';
import { frameEn } from './texts/frame-en.ts';
import { frameEs } from './texts/frame-es.ts';

const english = { ...sharedDictionaries.en, ...frameEn, ...casesEn, ...clinicEn, ...exercisesEn };

/** The key of a text of the console. */
export type TextKey = keyof typeof english;

/** Whether the console has words for a key. Pure. */
export const isKey = (key: string): key is TextKey => Object.hasOwn(english, key);

/** All words of the console: its own and those that every page needs. */
export const words = createWords<TextKey>({
  en: english,
  es: { ...sharedDictionaries.es, ...frameEs, ...casesEs, ...clinicEs, ...exercisesEs },
});
