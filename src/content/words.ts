import { join } from 'node:path';
import { type Language, languages } from '../domain/language.ts';
import { type Command, type Leaning, type OpenPhrase, type Phrase, plain, type Reading } from '../domain/words.ts';
import { personAsked } from './person.ts';
import type { Report } from './problems.ts';
import { type Written, wordsSchema } from './schema.ts';
import { readYamlFile, shaped, type YamlFile } from './yaml-file.ts';

/**
 * Words that a carrier acts on before we see them (channels.md, SMS). YES is one too, and still fine as a label:
 * by SMS the number is what we ask for.
 */
export const carrierWords: Readonly<Record<'stop' | 'start' | 'help', readonly string[]>> = {
  stop: ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'],
  start: ['start', 'unstop'],
  help: ['help', 'info'],
};

/** The vocabulary of one language, in plain form. */
export interface Vocabulary {
  readonly phrases: ReadonlyMap<string, Phrase>;
  readonly open: readonly (OpenPhrase & { readonly phrase: Phrase })[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly reading: Reading;
}

/** `words.yaml` of every language; null where one is broken. Reads files; reports what is broken. */
export async function loadVocabularies(
  dir: string,
  report: Report,
): Promise<Readonly<Record<Language, Vocabulary>> | null> {
  const found = await Promise.all(
    languages.map(async (language) => {
      const yaml = await readYamlFile(join(dir, language), 'words', report);
      return [language, yaml && readVocabulary(yaml, report)] as const;
    }),
  );
  if (found.some(([, vocabulary]) => vocabulary === null)) return null;
  return Object.fromEntries(found) as Record<Language, Vocabulary>;
}

function readVocabulary(yaml: YamlFile, report: Report): Vocabulary | null {
  const words = shaped(yaml, [], yaml.value, wordsSchema, report);
  if (!words) return null;
  const phrases = new Map<string, Phrase>();
  const open: (OpenPhrase & { readonly phrase: Phrase })[] = [];
  const add = (path: readonly [string, string], phrase: Phrase, list: readonly string[]): void =>
    addPhrases({ phrases, open }, yaml, path, phrase, list, report);
  for (const [command, list] of Object.entries(words.commands)) {
    add(['commands', command], { command: command as Command }, list);
  }
  for (const [language, list] of Object.entries(words.languages)) {
    add(['languages', language], { language: language as Language }, list);
  }
  const numbers = new Map(words.numbers.map((word, value) => [plain(word), value]));
  return {
    phrases,
    open,
    numbers,
    reading: { ...readingOf(words.reading), person: personAsked(yaml, words.person, report) },
  };
}

/** Adds what belongs to a command, a dialog or a language, as a list in a file has it. Reports what belongs to two. */
export function addPhrases(
  {
    phrases,
    open,
  }: { readonly phrases: Map<string, Phrase>; readonly open: (OpenPhrase & { readonly phrase: Phrase })[] },
  yaml: YamlFile,
  path: readonly [string, string],
  phrase: Phrase,
  list: readonly string[],
  report: Report,
): void {
  list.forEach((each, index) => {
    const said = plain(each);
    const line = yaml.line(...path, index);
    const owner = phrases.get(said);
    if (said === '') report(yaml.file, line, 'phrase-empty', `"${each}" has no letters; write words`);
    else if (owner && nameOf(owner) !== nameOf(phrase)) {
      const what = `"${said}" belongs to ${nameOf(owner)} and ${nameOf(phrase)}; keep it at one`;
      report(yaml.file, line, 'phrase-shared', what);
    } else if (isOpen(each)) open.push({ ...openOf(each), phrase });
    else phrases.set(said, phrase);
  });
}

const isOpen = (written: string): boolean => /^…|…$/.test(written.trim());

/** "… call 911 …": other words may stand where the dots are. */
const openOf = (written: string): OpenPhrase => ({
  words: plain(written),
  before: written.trim().startsWith('…'),
  after: written.trim().endsWith('…'),
});

const plainly = (list: readonly string[]): readonly string[] => [...new Set(list.map(plain))];

const leaningOf = ({ words, signs, surely }: Leaning): Leaning => ({
  words: plainly(words),
  signs,
  surely: plainly(surely),
});

const readingOf = (written: Written['reading']): Omit<Reading, 'person'> => ({
  yes: leaningOf(written.yes),
  no: leaningOf(written.no),
  around: plainly(written.around),
  beside: plainly(written.beside),
  hedges: plainly(written.hedges),
  turns: plainly(written.turns),
  reasons: plainly(written.reasons),
  tellings: plainly(written.tellings),
  nothing: plainly(written.nothing),
  autoReplies: written['auto-replies'].map(openOf),
});

/** What a phrase belongs to, in words. Pure. */
export function nameOf(phrase: Phrase): string {
  if ('command' in phrase) return `the command ${phrase.command}`;
  return 'dialog' in phrase ? `the dialog ${phrase.dialog}` : `the language ${phrase.language}`;
}
