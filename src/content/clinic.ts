import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CoachError } from '../domain/errors.ts';
import { type Language, languages } from '../domain/language.ts';
import { type Entry, entriesOf } from './check/entries.ts';
import { checkBans, loadBans } from './check/never-say.ts';
import { createSample } from './check/render.ts';
import { checkSegments } from './check/segments.ts';
import { checkNumbers } from './load.ts';
import type { Parts } from './parts.ts';
import { createReport, type Problem, type Report } from './problems.ts';
import { readText, type Text, type TextFile } from './texts.ts';
import { answersOf, answersSchema, topicsFile } from './topics.ts';
import { readYamlAt, shaped } from './yaml-file.ts';

/** Content over which a clinic has put its own answers, and the keys of these. */
export interface Overruled<Content extends Parts> {
  readonly parts: Content;
  readonly keys: ReadonlySet<string>;
}

/**
 * The content with a clinic's own answers to topics: `topics.<language>.yaml` in a folder of its own, each topic with three
 * wordings or more, in every language. They are checked like ours: shape, numbers, what is never said, segments. Reads files.
 * @throws CoachError `CLINIC_TEXTS_INVALID` with everything that is broken, one line each: file, line, what to do.
 */
export async function withClinicTopics<Content extends Parts>(
  dir: string,
  contentDir: string,
  parts: Content,
): Promise<Overruled<Content>> {
  const { report, problems } = createReport();
  const files = (await Promise.all(languages.map((language) => readAnswers(dir, language, parts, report)))).flat();
  compareAnswers(files, report);
  for (const file of files) checkNumbers(file, parts.packs, report);
  const found = problems.length > 0 ? [] : await findingsOf(files, contentDir, parts);
  refuse([...problems, ...found]);
  const texts = Object.fromEntries(
    languages.map((language) => [
      language,
      overruledIn(
        parts.texts[language],
        files.find((each) => each.language === language),
      ),
    ]),
  ) as unknown as Parts['texts'];
  const keys = files.flatMap((file) => [...file.texts.keys()].map((id) => `${topicsFile}.${id}`));
  return { parts: { ...parts, texts }, keys: new Set(keys) };
}

/** What a clinic's file answers; nothing where there is none. Unknown topics are reported. */
async function readAnswers(
  dir: string,
  language: Language,
  parts: Parts,
  report: Report,
): Promise<readonly TextFile[]> {
  const path = join(dir, `${topicsFile}.${language}.yaml`);
  const written = existsSync(path) ? await readYamlAt(path, report) : null;
  const answers = written && shaped(written, [], written.value, answersSchema, report);
  if (!written || !answers) return [];
  for (const id of Object.keys(answers)) {
    if (parts.texts[language].has(`${topicsFile}.${id}`)) continue;
    report(path, written.line(id), 'text-missing', `there is no topic ${id}; take it out, or correct its name`);
  }
  const { entries, yaml } = answersOf(written, Object.entries(answers), []);
  const texts = Object.entries(entries).map(
    ([id, entry]) => [id, readText(yaml, id, entry, language, report)] as const,
  );
  return [{ name: topicsFile, language, yaml, texts: new Map(texts), opens: null, heard: [] }];
}

/** Every wording stands in every language: whoever reads another one would get no answer. */
function compareAnswers(files: readonly TextFile[], report: Report): void {
  for (const { yaml, texts, language } of files) {
    for (const id of texts.keys()) {
      for (const other of languages) {
        const has = files.find((each) => each.language === other)?.texts.has(id);
        if (other === language || has) continue;
        report(
          yaml.file,
          yaml.line(id),
          'text-missing',
          `this wording of ${id} is missing in ${topicsFile}.${other}.yaml`,
        );
      }
    }
  }
}

/** What is never said, and what is too long by SMS, in a clinic's answers. Reads the never-say list. */
async function findingsOf(
  files: readonly TextFile[],
  contentDir: string,
  { packs }: Parts,
): Promise<readonly Problem[]> {
  const { report } = createReport();
  const { bans } = await loadBans(contentDir, report);
  const entries: readonly Entry[] = entriesOf(files, new Map());
  const sample = createSample({ files, packs });
  const found = [...checkBans(entries, bans), ...checkSegments(entries, [...packs.keys()], sample)];
  return found
    .filter(({ severity }) => severity === 'error')
    .map(({ file, line, what }): Problem => ({ file, line, code: 'shape', what }));
}

/** The texts with a clinic's answers in place of all wordings of the same topics. Pure. */
function overruledIn(texts: ReadonlyMap<string, Text>, file: TextFile | undefined): ReadonlyMap<string, Text> {
  if (!file) return texts;
  const topics = new Set([...file.texts.keys()].map((id) => id.replace(/-\d$/, '')));
  const isOver = (key: string): boolean =>
    key.startsWith(`${topicsFile}.`) && topics.has(key.slice(topicsFile.length + 1).replace(/-\d$/, ''));
  const own = [...file.texts].flatMap(([id, text]) => (text ? [[`${topicsFile}.${id}`, text as Text] as const] : []));
  return new Map([...[...texts].filter(([key]) => !isOver(key)), ...own]);
}

function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  const lines = problems.map(({ file, line, what }) => `${file}, line ${line}: ${what}.`);
  const { file, line } = first;
  throw new CoachError('CLINIC_TEXTS_INVALID', lines.join('\n'), { file, line, count: problems.length });
}
