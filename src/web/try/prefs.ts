import { effect, signal } from '@preact/signals';
import { firstLanguage } from './i18n.ts';
import type { Language } from './wire.ts';

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

const storedTheme = read('theme');

/** The page's language; the partners' chats have their own. */
export const language = signal<Language>(firstLanguage(read('language'), navigator.languages));
/** The page's colours. */
export const theme = signal<Theme>(themes.find((one) => one === storedTheme) ?? 'auto');
/** Whether the newcomer has put the explainer away. */
export const explained = signal(read('explained') === 'yes');

effect(() => {
  document.documentElement.lang = language.value;
  keep('language', language.value);
});
effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
  keep('theme', theme.value);
});
effect(() => keep('explained', explained.value ? 'yes' : 'no'));
