import type { CountKey, Params } from '../shared/language.ts';
import { language } from '../shared/prefs.ts';
import { type TextKey, words } from './dictionary.ts';

/** A text in the page's language; a component that asks is drawn again when the language changes. */
export const t = (key: TextKey, params?: Params): string => words.text(language.value, key, params);

/** A counted text in the page's language. */
export const n = (key: CountKey<TextKey>, count: number): string => words.counted(language.value, key, count);
