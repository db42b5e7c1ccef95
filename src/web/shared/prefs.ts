import { effect, type Signal, signal } from '@preact/signals';
import type { Language } from '../../domain/language.ts';
import { firstLanguage } from './language.ts';

/** Light, dark, or what the device says. */
export const themes = ['auto', 'light', 'dark'] as const;
/** One of them. */
export type Theme = (typeof themes)[number];

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(`side-by-side.${key}`);
  } catch {
    return null;
  }
};

const keep = (key: string, value: string): void => {
  try {
    localStorage.setItem(`side-by-side.${key}`, value);
  } catch {
    // A browser that keeps nothing still shows the page.
  }
};

/** A value that the browser keeps under a key. `from` reads what was kept; null where nothing was. Touches its storage. */
export function kept<Value extends string>(key: string, from: (text: string | null) => Value): Signal<Value> {
  const value = signal(from(read(key)));
  effect(() => keep(key, value.value));
  return value;
}

/** The page's language; the partners' chats have their own. */
export const language = kept<Language>('language', (text) => firstLanguage(text, navigator.languages));
/** The page's colours. */
export const theme = kept<Theme>('theme', (text) => themes.find((one) => one === text) ?? 'auto');

effect(() => {
  document.documentElement.lang = language.value;
});
effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
});
