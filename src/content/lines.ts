import { join } from 'node:path';
import type { z } from 'zod';
import { languages } from '../domain/language.ts';
import { type CrisisLine, type CrisisPack, capital, elsewhere } from './packs.ts';
import { createReport, type Report } from './problems.ts';
import { packSchema } from './schema.ts';
import { readYamlFile, shaped, type YamlFile, yamlNames } from './yaml-file.ts';

/** Every pack in `dir/lines`. Reads files; reports what is broken, and a pack `zz` that is not there. */
export async function loadPacks(dir: string, report: Report): Promise<ReadonlyMap<string, CrisisPack>> {
  const folder = join(dir, 'lines');
  const names = await yamlNames(folder, report);
  const files = await Promise.all(
    [...new Set([...names, elsewhere])].map((name) => readYamlFile(folder, name, report)),
  );
  const packs = files.flatMap((yaml) => (yaml ? readPack(yaml, report) : []));
  return new Map(packs.map((pack) => [pack.country, pack]));
}

/** The countries that have a pack, lower case, with `zz` for all others. Reads the folder. */
export async function packCountries(dir: string): Promise<ReadonlySet<string>> {
  const { report } = createReport();
  return new Set([...(await yamlNames(join(dir, 'lines'), report)), elsewhere]);
}

function readPack(yaml: YamlFile, report: Report): CrisisPack[] {
  const country = /([^\\/]+)\.yaml$/.exec(yaml.file)?.[1] ?? '';
  if (!/^[a-z]{2}$/.test(country)) {
    report(yaml.file, 1, 'shape', 'a pack is named by its country, two lower case letters; rename it');
    return [];
  }
  const pack = shaped(yaml, [], yaml.value, packSchema, report);
  if (!pack) return [];
  checkIds(yaml, pack.lines, report);
  checkNumbers(yaml, pack, report);
  const say = Object.fromEntries(languages.map((language) => [language, withCapitals(pack.say[language])]));
  return [{ country, lines: pack.lines, say: say as CrisisPack['say'] }];
}

const withCapitals = (say: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(say).flatMap(([name, text]) => [
      [name, text],
      [capital(name), capital(text)],
    ]),
  );

function checkIds(yaml: YamlFile, lines: readonly CrisisLine[], report: Report): void {
  lines.forEach(({ id }, index) => {
    if (lines.findIndex((line) => line.id === id) < index) {
      report(yaml.file, yaml.line('lines', index, 'id'), 'duplicate-key', `the id ${id} is taken; choose another`);
    }
  });
}

/** What is said must be among the facts: no number in `say` that no line has. `zz` has no lines, so no digits. */
function checkNumbers(yaml: YamlFile, pack: z.infer<typeof packSchema>, report: Report): void {
  const known = new Set(pack.lines.flatMap((line) => [...numbersOf(line), ...Object.values(line.press)]));
  for (const language of languages) {
    for (const [name, text] of Object.entries(pack.say[language])) {
      for (const number of numbersIn(text)) {
        if (known.has(number)) continue;
        const line = yaml.line('say', language, name);
        report(
          yaml.file,
          line,
          'pack-number-unknown',
          `say.${language}.${name}: no line has ${number}; add the line or correct it`,
        );
      }
    }
  }
}

/** The numbers a line is reached at, digits only. Pure. */
export const numbersOf = ({ call, text }: CrisisLine): readonly string[] =>
  [call, text?.number].flatMap((number) => (number ? [number.replaceAll('-', '')] : []));

/** Every run of digits in a text, hyphens taken out. Pure. */
export const numbersIn = (text: string): readonly string[] =>
  (text.match(/\d(?:[\d-]*\d)?/g) ?? []).map((run) => run.replaceAll('-', ''));
