import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../src/domain/language.ts';

/** What texts are like: said plainly, with arguments, counted, shorter for SMS, asked with options. `n` keeps them apart. */
const kinds: readonly ((n: number) => string)[] = [
  (n) =>
    `t${n}:\n  text: "Text ${n}: some evenings are hard, and you were here for this one. That is what counts today."\n`,
  (n) => `t${n}:\n  text: "Text ${n}: hello {name}. If it gets too much, call {emergency}."\n`,
  (n) =>
    `t${n}:\n  text: "Text ${n}: {days, plural, one {# day} many {# days} other {# days}} since {from, date, day}."\n  sms: "Text ${n}: {days, plural, one {# day} many {# days} other {# days}} since {from, date, day}"\n`,
  (n) =>
    `t${n}:\n  kind: choice\n  text: "Text ${n}: how was the walk?"\n  options:\n    good: { label: "Lovely", words: ["nice", "fine"] }\n    hard: { label: "Rough", words: ["bad", "tough"] }\n    none: { label: "We stayed in", words: ["no walk"] }\n`,
];

const perFile = 300;

/**
 * Copies a content folder and adds generated text files, the same in every language, until there are that many lines of
 * YAML more. They pass the checks of a load. Writes files; gives the number of lines.
 */
export async function writeManyTexts(from: string, to: string, lines: number): Promise<number> {
  await cp(from, to, { recursive: true });
  // From 10,000 on, so that no number is one of a crisis line.
  let [written, n] = [0, 10_000];
  for (let file = 0; written < lines; file += 1) {
    const until = n + perFile;
    let text = '';
    for (; n < until; n += 1) text += kinds[n % kinds.length]?.(n) ?? '';
    for (const language of languages) {
      await writeFile(join(to, language, `made-${file}.yaml`), text);
      written += text.split('\n').length - 1;
    }
  }
  return written;
}
