import { join } from 'node:path';
import { languages } from '../domain/language.ts';
import { opensId } from './opens.ts';
import { packArgument } from './packs.ts';
import type { Report } from './problems.ts';
import type { TextFile, Translations, WrittenText } from './texts.ts';

/** Reports what stands in one language and not in another, or differs there: files, texts, kinds, options, arguments. */
export function compareLanguages(dir: string, translations: ReadonlyMap<string, Translations>, report: Report): void {
  for (const [name, inLanguages] of translations) {
    for (const language of languages) {
      if (inLanguages.has(language)) continue;
      const [other] = inLanguages.keys();
      const file = join(dir, language, `${name}.yaml`);
      report(
        file,
        1,
        'file-missing',
        `this file is missing; write the texts of ${other}/${name}.yaml in this language`,
      );
    }
    const files = [...inLanguages.values()].filter((file) => file !== null);
    for (const id of new Set(files.flatMap((file) => [...file.texts.keys()]))) compareText(id, files, report);
    compareOpens(files, report);
  }
}

/** A dialog that words open in one language, and nothing in another, would be out of reach there. */
function compareOpens(files: readonly TextFile[], report: Report): void {
  const having = files.find(({ opens }) => opens !== null);
  const lacking = files.find(({ opens }) => opens === null);
  if (!having || !lacking) return;
  const what = `opens is missing in ${lacking.language}/${lacking.name}.yaml; write the words that open it in that language`;
  report(having.yaml.file, having.yaml.line(opensId), 'text-missing', what);
}

/** The first language that has a text is the measure for the others. */
function compareText(id: string, files: readonly TextFile[], report: Report): void {
  const measure = files.find((file) => file.texts.has(id));
  const wanted = measure?.texts.get(id);
  if (!measure) return;
  for (const file of files) {
    const text = file.texts.get(id);
    if (text === undefined) {
      const where = `${measure.yaml.file}, line ${measure.yaml.line(id)}`;
      report(
        file.yaml.file,
        1,
        'text-missing',
        `${id} is missing here; it stands in ${where}: write it or take it out there`,
      );
    } else if (text && wanted && text !== wanted)
      compareParts(id, { file, text }, { file: measure, text: wanted }, report);
  }
}

interface Side {
  readonly file: TextFile;
  readonly text: WrittenText;
}

function compareParts(id: string, here: Side, there: Side, report: Report): void {
  const { file, line } = here.file.yaml;
  const other = `${there.file.language}/${there.file.name}.yaml`;
  if (here.text.kind !== there.text.kind) {
    const kinds = `${here.text.kind ?? 'a statement'} here and ${there.text.kind ?? 'a statement'} in ${other}`;
    report(file, line(id, 'kind'), 'kind-differs', `${id} is ${kinds}; make them the same`);
  }
  if (optionIds(here.text) !== optionIds(there.text)) {
    const what = `${id} has the options "${optionIds(here.text)}" here and "${optionIds(there.text)}" in ${other}`;
    report(file, line(id, 'options'), 'options-differ', `${what}; the ids and their order must be the same`);
  }
  if ((here.text.picture === undefined) !== (there.text.picture === undefined))
    report(file, line(id, 'text'), 'picture-differs', `${id} has a picture in one language and not in ${other}`);
  const [mine, theirs] = [argumentNames(here.text), argumentNames(there.text)];
  if (mine !== theirs) {
    const what = `${id} uses the arguments "${mine}" here and "${theirs}" in ${other}`;
    report(file, line(id, 'text'), 'arguments-differ', `${what}; use the same in both`);
  }
}

const optionIds = (text: WrittenText): string => text.options.map((option) => option.id).join(', ');

function argumentNames({ text, sms }: WrittenText): string {
  const names = [text, sms].flatMap((message) => [...message.args, ...message.packArgs]);
  return [...new Set(names.map((name) => packArgument(name) ?? name))].toSorted(byName).join(', ');
}

const byName = (one: string, other: string): number => (one < other ? -1 : 1);
