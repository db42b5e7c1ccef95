import { join } from 'node:path';
import type { z } from 'zod';
import type { QuestionKind } from '../domain/frame.ts';
import { type Language, languages } from '../domain/language.ts';
import { plain } from '../domain/words.ts';
import type { HeardSource } from './heard.ts';
import { type Arguments, check, type Message } from './message.ts';
import { type Opens, opensId, readOpens } from './opens.ts';
import type { Report } from './problems.ts';
import { textFileSchema, textSchema } from './schema.ts';
import { readTopics, topicsFile } from './topics.ts';
import { readYamlFile, shaped, type YamlFile, yamlNames } from './yaml-file.ts';

/** One text in one language, checked: plain data. */
export interface Text {
  readonly kind: QuestionKind | null;
  readonly text: Arguments;
  readonly sms: Arguments;
  readonly options: readonly TextOption[];
  /** So many of them are shown at a time, at most. */
  readonly most?: number;
  /** The texts as written. */
  readonly source: { readonly text: string; readonly sms: string };
  /** The words of its picture card, as written; they are given what its text is. */
  readonly picture?: string;
  /** The full key of the older text whose purpose this one serves in a case of its own. */
  readonly continues?: string;
}

/** The same with what only the checks look at. */
export interface WrittenText extends Text {
  readonly text: Message;
  readonly sms: Message;
  /** Which dialogs are among its options. */
  readonly lists?: 'all' | 'alone';
}

export interface TextOption {
  readonly id: string;
  readonly label: string;
  /** The label and its synonyms, in plain form. */
  readonly words: readonly string[];
  /** Taken only when nothing in the message puts it in doubt. */
  readonly clear?: true;
  /** Topics that choose it, where the words themselves do not. */
  readonly hears?: readonly string[];
  /** Always among those that are shown, as the last. */
  readonly stays?: true;
}

/** A text file of one language. A text is null when it is broken and reported. */
export interface TextFile {
  readonly name: string;
  readonly language: Language;
  readonly yaml: YamlFile;
  readonly texts: ReadonlyMap<string, WrittenText | null>;
  /** How its dialog is opened; null where no words of its own do. */
  readonly opens: Opens | null;
  /** How each topic is heard; empty for all other files. */
  readonly heard: readonly HeardSource[];
}

/** The text files of one name, by language: null where a file is broken, nothing where there is none. */
export type Translations = ReadonlyMap<Language, TextFile | null>;

const notTexts: readonly string[] = ['words', 'tells', 'blame'];

/** Every text file, by name. Reads files; reports what is broken. */
export async function loadTexts(dir: string, report: Report): Promise<ReadonlyMap<string, Translations>> {
  const found = new Map<string, Map<Language, TextFile | null>>();
  for (const language of languages) {
    const folder = join(dir, language);
    const names = (await yamlNames(folder, report)).filter((name) => !notTexts.includes(name));
    const files = await Promise.all(names.map((name) => readTextFile(folder, name, language, report)));
    names.forEach((name, index) => {
      found.set(name, (found.get(name) ?? new Map()).set(language, files[index] ?? null));
    });
  }
  return found;
}

async function readTextFile(
  folder: string,
  name: string,
  language: Language,
  report: Report,
): Promise<TextFile | null> {
  const written = await readYamlFile(folder, name, report);
  if (!written) return null;
  const topics = name === topicsFile ? readTopics(written, report) : null;
  const yaml = topics?.yaml ?? written;
  const entries = name === topicsFile ? topics?.entries : shaped(yaml, [], yaml.value, textFileSchema, report);
  if (!entries) return null;
  const { [opensId]: opening, ...rest } = entries;
  const texts = Object.entries(rest).map(([id, entry]) => [id, readText(yaml, id, entry, language, report)] as const);
  const opens = readOpens(yaml, opening, report);
  return { name, language, yaml, texts: new Map(texts), opens, heard: topics?.heard ?? [] };
}

/** One entry of a text file, checked; null where it is broken, which is then reported. */
export function readText(
  yaml: YamlFile,
  id: string,
  value: unknown,
  language: Language,
  report: Report,
): WrittenText | null {
  const entry = shaped(yaml, [id], value, textSchema, report);
  if (!entry) return null;
  const message = (field: 'text' | 'sms'): Message | null => {
    const checked = check(entry[field] ?? entry.text, language);
    if (!('wrong' in checked)) return checked;
    report(yaml.file, yaml.line(id, field), 'icu', `${id}.${field}: ${checked.wrong}`);
    return null;
  };
  const text = message('text');
  const sms = entry.sms === undefined ? text : message('sms');
  if (!text || !sms) return null;
  const picture = pictureOf(yaml, id, entry.picture, text, language, report);
  if (picture === null) return null;
  const source = { text: entry.text, sms: entry.sms ?? entry.text };
  const continues = entry.continues === undefined ? {} : { continues: entry.continues };
  const { kind = null, lists, most } = entry;
  const choosing = { ...(lists ? { lists } : {}), ...(most ? { most } : {}) };
  return { kind, text, sms, source, options: optionsOf(entry.options), ...choosing, ...continues, ...picture };
}

/** The words of a picture card; null where they are broken, which is then reported. They use what the text is given. */
function pictureOf(
  yaml: YamlFile,
  id: string,
  words: string | undefined,
  text: Message,
  language: Language,
  report: Report,
): Pick<Text, 'picture'> | null {
  if (words === undefined) return {};
  const checked = check(words, language);
  const wrong =
    'wrong' in checked
      ? checked.wrong
      : checked.packArgs.length + checked.args.filter((name) => !text.args.includes(name)).length > 0
        ? 'a picture takes the arguments of its text, and no crisis line'
        : null;
  if (wrong === null) return { picture: words };
  report(yaml.file, yaml.line(id, 'picture'), 'icu', `${id}.picture: ${wrong}`);
  return null;
}

const optionsOf = (options: z.infer<typeof textSchema>['options']): readonly TextOption[] =>
  Object.entries(options ?? {}).map(([id, { label, words, clear, hears, stays }]) => ({
    id,
    label,
    words: [...new Set([label, ...words].map(plain))],
    ...(clear ? { clear } : {}),
    ...(hears.length > 0 ? { hears } : {}),
    ...(stays ? { stays } : {}),
  }));
