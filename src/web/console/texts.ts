import type { CountKey, Params } from '../shared/language.ts';
import { language } from '../shared/prefs.ts';
import { isKey, type TextKey, words } from './dictionary.ts';

/** A text in the page's language; a component that asks is drawn again when the language changes. */
export const t = (key: TextKey, params?: Params): string => words.text(language.value, key, params);

/** A counted text in the page's language. */
export const n = (key: CountKey<TextKey>, count: number): string => words.counted(language.value, key, count);

/** A text of a name that comes from the service; the name itself where the page has no words for it. */
export function named(prefix: string, name: string): string {
  const key = `${prefix}.${name}`;
  return isKey(key) ? t(key) : name;
}
