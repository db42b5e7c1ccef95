import { type Language, languages } from '../domain/language.ts';
import type { Report } from './problems.ts';
import type { TextFile, TextOption } from './texts.ts';
import { carrierWords, type Vocabulary } from './words.ts';

/** START brings back who has opted out; for all others it may be an answer. */
const answerable = 'start';
const carriers: ReadonlySet<string> = new Set(
  Object.values(carrierWords)
    .flat()
    .filter((word) => word !== answerable),
);

/**
 * Reports option words that a partner could not answer with: shared by two options, the number of another option, a word
 * that carriers or commands take first. MENU, a greeting, START and a sentence that asks to stop wait until a question has been tried.
 */
export function checkOptions(
  file: TextFile,
  words: Readonly<Record<Language, Vocabulary>> | null,
  report: Report,
): void {
  for (const [id, text] of file.texts) {
    if (text) checkOne(file, id, text.options, words, report);
  }
}

function checkOne(
  { yaml }: TextFile,
  id: string,
  options: readonly TextOption[],
  words: Readonly<Record<Language, Vocabulary>> | null,
  report: Report,
): void {
  const owners = new Map<string, string>();
  options.forEach((option, index) => {
    const say: typeof report = (file, line, code, what) =>
      report(file, line, code, `${id}.options.${option.id}: ${what}`);
    const line = yaml.line(id, 'options', option.id);
    for (const word of option.words) {
      const owner = owners.get(word);
      if (word === '') say(yaml.file, line, 'option-word-empty', 'a label or word has no letters; write words');
      else if (owner) say(yaml.file, line, 'option-words-shared', `"${word}" belongs to ${owner} too; keep it at one`);
      else if (isOtherNumber(word, index, options.length)) {
        say(yaml.file, line, 'option-word-is-number', `"${word}" is the number of another option; use another word`);
      } else if (isTaken(word, words)) {
        say(yaml.file, line, 'option-word-is-command', `"${word}" is taken by carriers or commands; use another word`);
      }
      owners.set(word, option.id);
    }
  });
}

const isOtherNumber = (word: string, index: number, count: number): boolean =>
  /^\d+$/.test(word) && Number(word) >= 1 && Number(word) <= count && Number(word) !== index + 1;

function isTaken(word: string, words: Readonly<Record<Language, Vocabulary>> | null): boolean {
  if (carriers.has(word)) return true;
  return languages.some((language) => {
    const phrase = words?.[language].phrases.get(word);
    return (
      phrase !== undefined && 'command' in phrase && !['menu', 'start', 'hello', 'no-nudges'].includes(phrase.command)
    );
  });
}
