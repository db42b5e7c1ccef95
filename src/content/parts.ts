import { type Language, languages } from '../domain/language.ts';
import type { Heard, Leaning, Option, Question, Reading, Words } from '../domain/words.ts';
import { createCities } from './cities.ts';
import type { Content } from './content.ts';
import { createEchoes } from './echoes.ts';
import { compiled, type HeardSource } from './heard.ts';
import { type CrisisPack, packArgument } from './packs.ts';
import { createRender, type Texts } from './render.ts';
import type { Text } from './texts.ts';
import { olderKeys, wordingsIn } from './wordings.ts';
import type { Vocabulary } from './words.ts';

/** What content is made of, checked: read from a folder, or from what the build compiled. */
export interface Parts {
  readonly texts: Texts;
  readonly words: Readonly<Record<Language, Vocabulary>>;
  readonly packs: ReadonlyMap<string, CrisisPack>;
  readonly heard: Readonly<Record<Language, HeardParts>>;
}

/** How topics, and what words tell, are heard in one language. */
export interface HeardParts {
  readonly topics: readonly HeardSource[];
  readonly tells: readonly HeardSource[];
  /** What in a draft would hurt or frighten whoever reads it. */
  readonly blame: readonly HeardSource[];
}

/** The content of checked parts. Pure. */
export const contentOf = ({ texts, words, packs, heard }: Parts): Content => ({
  keys: new Set(texts.en.keys()),
  words: wordsOf(texts, words, heard),
  older: olderKeys(texts.en),
  languages,
  packs,
  args: (key) => argumentsOf(key, texts),
  echoed: createEchoes(texts, packs),
  render: createRender(texts, packs),
});

const argumentsOf = (key: string, texts: Texts): ReadonlySet<string> =>
  new Set(
    languages.flatMap((language) => {
      const text = texts[language].get(key);
      return text ? [...text.text.args, ...text.sms.args] : [];
    }),
  );

const wordsOf = (texts: Texts, { en, es }: Parts['words'], heard: Parts['heard']): Words => ({
  phrases: { en: en.phrases, es: es.phrases },
  open: [...en.open, ...es.open],
  numbers: { en: en.numbers, es: es.numbers },
  reading: together(en.reading, es.reading),
  cities: createCities(),
  wordings: wordingsIn([...texts.en.keys()]),
  lined: new Set(
    [...texts.en.keys()].filter((key) => languages.every((language) => namesLine(texts[language].get(key)))),
  ),
  topics: readyAll([...heard.en.topics, ...heard.es.topics]),
  tells: readyAll([...heard.en.tells, ...heard.es.tells]),
  blame: readyAll([...heard.en.blame, ...heard.es.blame]),
  questions: new Map([...texts.en.keys()].flatMap((key) => questionOf(key, texts))),
});

/** Whether a text names a line for danger to life, in the app and by SMS, whichever way it is read. Pure. */
const namesLine = (text: Text | undefined): boolean =>
  text !== undefined &&
  [text.text, text.sms].every(({ packArgs, sometimes }) =>
    packArgs.some((name) => lifeLines.has(packArgument(name) ?? '') && !sometimes?.includes(name)),
  );

const lifeLines: ReadonlySet<string> = new Set(['emergency', 'suicideLine', 'lifeline']);

/** Both languages are heard in every chat. */
const readyAll = (sources: readonly HeardSource[]): readonly Heard[] => sources.flatMap((each) => compiled(each) ?? []);

/** People write in both languages at once: what reads their answers knows both. */
const together = (en: Reading, es: Reading): Reading => ({
  yes: bothOf(en.yes, es.yes),
  no: bothOf(en.no, es.no),
  around: [...en.around, ...es.around],
  beside: [...en.beside, ...es.beside],
  hedges: [...en.hedges, ...es.hedges],
  turns: [...en.turns, ...es.turns],
  reasons: [...en.reasons, ...es.reasons],
  tellings: [...en.tellings, ...es.tellings],
  nothing: [...en.nothing, ...es.nothing],
  person: {
    before: [...en.person.before, ...es.person.before],
    forms: [...en.person.forms, ...es.person.forms],
    after: [...en.person.after, ...es.person.after],
    mentions: [...en.person.mentions, ...es.person.mentions],
  },
  autoReplies: [...en.autoReplies, ...es.autoReplies],
});

const bothOf = (en: Leaning, es: Leaning): Leaning => ({
  words: [...en.words, ...es.words],
  signs: [...en.signs, ...es.signs],
  surely: [...en.surely, ...es.surely],
});

function questionOf(key: string, texts: Texts): readonly (readonly [string, Question])[] {
  const [en, es] = [texts.en.get(key), texts.es.get(key)];
  if (!en?.kind || !es) return [];
  const options: Option[] = en.options.map(({ id, words, clear, hears, stays }) => {
    const spanish = es.options.find((option) => option.id === id);
    const isClear = clear ?? spanish?.clear;
    return {
      id,
      words: { en: words, es: spanish?.words ?? [] },
      ...(isClear ? { clear: isClear } : {}),
      ...(hears ? { hears } : {}),
      ...(stays ? { stays } : {}),
    };
  });
  return [[key, { kind: en.kind, options, ...(en.most ? { most: en.most } : {}) }]];
}
