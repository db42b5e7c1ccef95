import { join } from 'node:path';
import { type Language, languages } from '../domain/language.ts';
import { compareLanguages } from './compare.ts';
import type { Content } from './content.ts';
import { type HeardSource, readTells } from './heard.ts';
import { loadPacks, numbersIn, numbersOf } from './lines.ts';
import { withListed, withOpenings } from './listed.ts';
import { checkOptions } from './options.ts';
import type { CrisisPack } from './packs.ts';
import { contentOf, type Parts } from './parts.ts';
import { createReport, type Problem, type Report, refuse } from './problems.ts';
import type { Texts } from './render.ts';
import { loadTexts, type TextFile, type Translations } from './texts.ts';
import { reportUnknownFolders } from './unknown-folders.ts';
import { checkContinues } from './wordings.ts';
import { loadVocabularies, type Vocabulary } from './words.ts';
import { readYamlFile, yamlNames } from './yaml-file.ts';

/** The files of a content folder as they were read, with everything that is broken in them. */
export interface Draft {
  readonly translations: ReadonlyMap<string, Translations>;
  /** The files that could be read. */
  readonly files: readonly TextFile[];
  readonly words: Vocabularies | null;
  readonly heard: Parts['heard'];
  readonly packs: ReadonlyMap<string, CrisisPack>;
  readonly problems: readonly Problem[];
}

/** Reads `<language>/<name>.yaml`, `<language>/words.yaml`, `lines/<country>.yaml` and compares them. Reads files. */
export async function readContent(dir: string): Promise<Draft> {
  const { report, problems } = createReport();
  await reportUnknownFolders(dir, ['lines', 'screening'], report);
  const [translations, vocabularies, packs, tells, blame] = await Promise.all([
    loadTexts(dir, report),
    loadVocabularies(dir, report),
    loadPacks(dir, report),
    loadHeard(dir, 'tells', report),
    loadHeard(dir, 'blame', report),
  ]);
  compareLanguages(dir, translations, report);
  const read = [...translations.values()].flatMap((inLanguages) =>
    [...inLanguages.values()].filter((file) => file !== null),
  );
  const files = languages.flatMap((language) => withListed(read, language));
  const words = vocabularies && withAllOpenings(vocabularies, files, report);
  for (const file of files) {
    checkOptions(file, words, report);
    checkNumbers(file, packs, report);
  }
  checkContinues(files, report);
  return { translations, files, words, packs, heard: heardOf(files, tells, blame), problems };
}

/**
 * The content of a folder (see `readContent`). Reads files.
 * @throws CoachError `CONTENT_INVALID` with everything that is broken, one line each: file, line, what to do.
 */
export async function loadContent(dir: string): Promise<Content> {
  const draft = await readContent(dir);
  refuse(draft.problems);
  return contentOf(partsOf(draft));
}

/** What is said by a draft without problems, its places in files and what only checks look at left out. Pure. */
export const partsOf = ({ files, words, packs, heard }: Draft): Parts => ({
  texts: textsOf(files),
  words: words as Vocabularies,
  packs,
  heard,
});

function withAllOpenings({ en, es }: Vocabularies, files: readonly TextFile[], report: Report): Vocabularies {
  const of = (language: Language) => files.filter((file) => file.language === language);
  return { en: withOpenings(en, of('en'), report), es: withOpenings(es, of('es'), report) };
}

type ByLanguage = Readonly<Record<Language, readonly HeardSource[]>>;

/** `tells.yaml` or `blame.yaml` of each language; nothing where there is none. Reads files. */
async function loadHeard(dir: string, name: string, report: Report): Promise<ByLanguage> {
  const found = await Promise.all(
    languages.map(async (language) => {
      const names = await yamlNames(join(dir, language), () => {});
      const yaml = names.includes(name) ? await readYamlFile(join(dir, language), name, report) : null;
      return [language, yaml ? readTells(yaml, report) : []] as const;
    }),
  );
  return Object.fromEntries(found) as Record<Language, readonly HeardSource[]>;
}

function heardOf(files: readonly TextFile[], tells: ByLanguage, blame: ByLanguage): Parts['heard'] {
  const of = (language: Language) => ({
    topics: files.flatMap((file) => (file.language === language ? file.heard : [])),
    tells: tells[language],
    blame: blame[language],
  });
  return { en: of('en'), es: of('es') };
}

type Vocabularies = Readonly<Record<Language, Vocabulary>>;

/** Reports a crisis number in a text: it would be read in every country, and only a pack may hold it. */
export function checkNumbers({ yaml, texts }: TextFile, packs: ReadonlyMap<string, CrisisPack>, report: Report): void {
  const known = new Set([...packs.values()].flatMap((pack) => pack.lines.flatMap(numbersOf)));
  for (const [id, text] of texts) {
    if (!text) continue;
    const found = numbersIn(`${text.source.text}\n${text.source.sms}`).find((number) => known.has(number));
    if (found === undefined) continue;
    const what = `${id} holds the number ${found}; use an argument such as {emergency} (src/content/packs.ts)`;
    report(yaml.file, yaml.line(id, 'text'), 'number-in-text', what);
  }
}

/** Every text that could be read, by language and full key. Pure. */
export const textsOf = (files: readonly TextFile[]): Texts => ({ en: textsIn('en', files), es: textsIn('es', files) });

function textsIn(language: Language, files: readonly TextFile[]): Texts[Language] {
  const mine = files.filter((file) => file.language === language);
  const all = mine.flatMap(({ name, texts }) =>
    [...texts].flatMap(([id, text]) => (text ? [[`${name}.${id}`, text] as const] : [])),
  );
  return new Map(all);
}
