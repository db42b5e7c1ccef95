import { en, type Texts } from './texts/en.ts';
import { es } from './texts/es.ts';
import type { Language } from './wire.ts';

/** The languages of the page. */
export const languages = ['en', 'es'] as const satisfies readonly Language[];

/** The key of a text. */
export type TextKey = keyof Texts;
/** A text with plural forms, without its form. */
export type CountKey = TextKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never;
/** What fills a text's gaps. */
export type Params = Readonly<Record<string, string | number>>;

const dictionaries: Readonly<Record<Language, Texts>> = { en, es };

/** The locale of dates and numbers; both are as written in the United States. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

/** The page's language: the one kept, else the first of the browser's that we speak, else English. Pure. */
export function firstLanguage(kept: string | null, wanted: readonly string[]): Language {
  const codes = [kept ?? '', ...wanted].map((tag) => tag.toLowerCase().split('-')[0]);
  return codes.find((code): code is Language => code === 'en' || code === 'es') ?? 'en';
}

/** A text with its gaps filled. Pure. */
export function text(language: Language, key: TextKey, params: Params = {}): string {
  return dictionaries[language][key].replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap));
}

/** A text in the plural form of `count`, which fills `{count}`. Pure. */
export function counted(language: Language, key: CountKey, count: number): string {
  const form = new Intl.PluralRules(locales[language]).select(count) === 'one' ? 'one' : 'other';
  const shown = new Intl.NumberFormat(locales[language]).format(count);
  return text(language, `${key}_${form}`, { count: shown });
}
