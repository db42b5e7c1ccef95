import type { Language } from '../domain/language.ts';
import { plain } from '../domain/words.ts';
import { opensId } from './opens.ts';
import type { Report } from './problems.ts';
import type { TextFile, TextOption, WrittenText } from './texts.ts';
import { addPhrases, type Vocabulary } from './words.ts';

/** A language's vocabulary with the words that open dialogs, as their own files have them. Reports what belongs to two. */
export function withOpenings(vocabulary: Vocabulary, files: readonly TextFile[], report: Report): Vocabulary {
  const [phrases, open] = [new Map(vocabulary.phrases), [...vocabulary.open]];
  for (const { name, yaml, opens } of files) {
    if (opens) addPhrases({ phrases, open }, yaml, [opensId, 'words'], { dialog: name }, opens.words, report);
  }
  return { ...vocabulary, phrases, open };
}

/** The files of one language, with the dialogs that can be opened among the options of each question that lists them. Pure. */
export function withListed(files: readonly TextFile[], language: Language): readonly TextFile[] {
  const mine = files.filter((file) => file.language === language);
  const listed = mine.flatMap(({ name, opens }) => (opens?.label ? [{ name, ...opens, label: opens.label }] : []));
  const withThem = (text: WrittenText): WrittenText => {
    if (!text.lists) return text;
    const own = new Set(text.options.flatMap(({ words }) => words));
    const options = listed
      .filter(({ alone }) => text.lists === 'all' || alone)
      .map(({ name, label, words }): TextOption => {
        const known = [label, ...words].filter((each) => !each.includes('…')).map(plain);
        return { id: name, label, words: [...new Set(known)].filter((each) => !own.has(each)) };
      });
    return { ...text, options: [...options, ...text.options] };
  };
  return mine.map((file) => ({
    ...file,
    texts: new Map([...file.texts].map(([id, text]) => [id, text && withThem(text)])),
  }));
}
