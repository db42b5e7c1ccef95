import { type Language, languages } from '../domain/language.ts';
import type { Rulebook } from '../domain/rule.ts';
import type { Phrase, Reading } from '../domain/words.ts';
import { type CompiledText, shortOf, textOf } from './compiled-text.ts';
import type { HeardSource } from './heard.ts';
import type { CrisisPack } from './packs.ts';
import type { HeardParts, Parts } from './parts.ts';
import type { Vocabulary } from './words.ts';

/** All that a content folder holds, checked: what is said, and what the screening hears by. */
export interface Whole extends Parts {
  readonly rules: Rulebook;
}

type Entries<T> = readonly (readonly [string, T])[];

/** One language of it as plain data: what a compiled file holds. */
export interface Compiled {
  readonly texts: Entries<CompiledText>;
  readonly phrases: Entries<Phrase>;
  readonly open: Vocabulary['open'];
  readonly numbers: Entries<number>;
  readonly reading: Reading;
  readonly packs: readonly CompiledPack[];
  readonly rules: Rulebook;
  readonly topics: readonly HeardSource[];
  readonly tells: readonly HeardSource[];
  readonly blame: readonly HeardSource[];
}

interface CompiledPack extends Pick<CrisisPack, 'country' | 'lines'> {
  readonly say: CrisisPack['say'][Language];
}

/** One language as plain data. Pure. */
export const compiledOf = ({ texts, words, packs, rules, heard }: Whole, language: Language): Compiled => ({
  texts: [...texts[language]].map(([key, text]) => [key, shortOf(text)]),
  phrases: [...words[language].phrases],
  open: words[language].open,
  numbers: [...words[language].numbers],
  reading: words[language].reading,
  packs: [...packs.values()].map(({ country, lines, say }) => ({ country, lines, say: say[language] })),
  rules: {
    rules: rules.rules.filter((rule) => rule.language === language),
    signs: rules.signs.filter((sign) => sign.language === language),
  },
  ...heard[language],
});

/** The whole of all its languages; its lines are those of the first. Pure. */
export function wholeOf(compiled: Readonly<Record<Language, Compiled>>): Whole {
  const vocabulary = ({ phrases, open, numbers, reading }: Compiled): Vocabulary => ({
    phrases: new Map(phrases),
    open,
    numbers: new Map(numbers),
    reading,
  });
  const texts = ({ texts }: Compiled) => new Map(texts.map(([key, text]) => [key, textOf(text)]));
  const { en, es } = compiled;
  return {
    texts: { en: texts(en), es: texts(es) },
    words: { en: vocabulary(en), es: vocabulary(es) },
    packs: packsOf(en.packs, es.packs),
    rules: {
      rules: languages.flatMap((language) => compiled[language].rules.rules),
      signs: languages.flatMap((language) => compiled[language].rules.signs),
    },
    heard: { en: heardIn(en), es: heardIn(es) },
  };
}

const heardIn = ({ topics, tells, blame }: Compiled): HeardParts => ({ topics, tells, blame });

function packsOf(en: readonly CompiledPack[], es: readonly CompiledPack[]): ReadonlyMap<string, CrisisPack> {
  const spanish = new Map(es.map(({ country, say }) => [country, say]));
  return new Map(
    en.map(({ country, lines, say }) => [
      country,
      { country, lines, say: { en: say, es: spanish.get(country) ?? {} } },
    ]),
  );
}
