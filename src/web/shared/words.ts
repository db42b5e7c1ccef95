import { type SharedKey, sharedWords } from './dictionary.ts';
import type { Params } from './language.ts';
import { language } from './prefs.ts';

/** A word of every page in its language; a component that asks is drawn again when the language changes. */
export const sharedText = (key: SharedKey, params?: Params): string => sharedWords.text(language.value, key, params);
