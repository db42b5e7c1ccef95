import type { Language } from '../../domain/language.ts';

/** The languages of the pages. */
export const languages = ['en', 'es'] as const satisfies readonly Language[];

/** What fills a text's gaps. */
export type Params = Readonly<Record<string, string | number>>;

/** Words by their key, in each language. */
export type Dictionaries<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** A text with plural forms, without its form. */
export type CountKey<Key extends string> = Key extends `${infer Stem}_other` ? Stem : never;

/** The words of a page. */
export interface Words<Key extends string> {
  /** A text with its gaps filled. Pure. */
  text(language: Language, key: Key, params?: Params): string;
  /** A text in the plural form of `count`, which fills `{count}`. Pure. */
  counted(language: Language, key: CountKey<Key>, count: number): string;
}

/** The locale of dates and numbers; both are as written in the United States. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

/** The page's language: the one kept, else the first of the browser's that we speak, else English. Pure. */
export function firstLanguage(kept: string | null, wanted: readonly string[]): Language {
  const codes = [kept ?? '', ...wanted].map((tag) => tag.toLowerCase().split('-')[0]);
  return codes.find((code): code is Language => code === 'en' || code === 'es') ?? 'en';
}

/** The words of these dictionaries. */
export function createWords<Key extends string>(dictionaries: Dictionaries<Key>): Words<Key> {
  const text: Words<Key>['text'] = (language, key, params = {}) =>
    // A time in Spanish ends with a period of its own (p.m.): at the end of a sentence there is no second one.
    dictionaries[language][key].replace(/\{(\w+)\}(\.?)/g, (gap, name: string, period: string) => {
      const filled = String(params[name] ?? gap.slice(0, gap.length - period.length));
      return filled.endsWith('m.') ? filled : filled + period;
    });
  return {
    text,
    counted(language, key, count) {
      const form = new Intl.PluralRules(locales[language]).select(count) === 'one' ? 'one' : 'other';
      const shown = new Intl.NumberFormat(locales[language]).format(count);
      return text(language, `${key}_${form}` as Key, { count: shown });
    },
  };
}
