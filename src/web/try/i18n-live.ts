import { type CountKey, counted, type Params, type TextKey, text } from './i18n.ts';
import { language } from './prefs.ts';

/** A text in the page's language; a component that asks is drawn again when the language changes. */
export const t = (key: TextKey, params?: Params): string => text(language.value, key, params);

/** A counted text in the page's language. */
export const n = (key: CountKey, count: number): string => counted(language.value, key, count);
