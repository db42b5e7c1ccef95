import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { CoachError } from '../domain/errors.ts';
import { type Rule, ruleSchema } from '../domain/rule.ts';

const languages = ['en', 'es'] as const;
const wordsFile = 'words.yaml';
const listsSchema = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string().min(1));

type Lists = ReadonlyMap<string, string>;

/** A YAML file, read, with the line of every place in it. */
interface Sheet {
  readonly file: string;
  readonly value: unknown;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/**
 * Every screening rule under `dir` (`en/*.yaml`, `es/*.yaml`), the named word lists of `words.yaml` written out. Reads files.
 *
 * @throws CoachError CONTENT_INVALID with file and line when a file is missing, broken or repeats an id.
 */
export async function loadScreeningRules(dir: string): Promise<Rule[]> {
  const perLanguage = await Promise.all(languages.map((language) => readLanguage(dir, language)));
  return perLanguage.flat();
}

async function readLanguage(dir: string, language: Rule['language']): Promise<Rule[]> {
  const folder = join(dir, language);
  const names = (await filesIn(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const lists = names.includes(wordsFile)
    ? listsOf(await readSheet(join(folder, wordsFile)))
    : new Map<string, string>();
  const sheets = await Promise.all(
    names.filter((name) => name !== wordsFile).map((name) => readSheet(join(folder, name))),
  );
  const seen = new Set<string>();
  return sheets.flatMap((sheet) => rulesOf(sheet, lists, language, seen));
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw invalid(
      folder,
      1,
      'this folder of screening rules cannot be read; create it with one YAML file per category',
      cause,
    );
  }
}

async function readSheet(file: string): Promise<Sheet> {
  const counter = new LineCounter();
  const document = parseDocument(await readFile(file, 'utf8'), { lineCounter: counter });
  const [error] = document.errors;
  if (error)
    throw invalid(file, counter.linePos(error.pos[0]).line, `not valid YAML (${error.code}); correct the line`);
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { file, value: document.toJS(), lineOf };
}

function listsOf(sheet: Sheet): Lists {
  const parsed = listsSchema.safeParse(sheet.value);
  if (!parsed.success) throw refused(sheet, parsed.error);
  const lists = new Map<string, string>();
  for (const [name, words] of Object.entries(parsed.data)) lists.set(name, written(sheet, [name], words, lists));
  return lists;
}

function rulesOf(sheet: Sheet, lists: Lists, language: Rule['language'], seen: Set<string>): Rule[] {
  const parsed = z.array(ruleSchema).safeParse(sheet.value);
  if (!parsed.success) throw refused(sheet, parsed.error);
  return parsed.data.map((rule, at) => {
    if (seen.has(rule.id))
      throw invalid(sheet.file, sheet.lineOf([at, 'id']), `the id ${rule.id} is taken; choose another`);
    seen.add(rule.id);
    return { ...rule, language, pattern: written(sheet, [at, 'pattern'], rule.pattern, lists) };
  });
}

/** A pattern with `{names}` replaced by their lists and line breaks taken out. */
function written(sheet: Sheet, path: readonly PropertyKey[], pattern: string, lists: Lists): string {
  return pattern.replace(/\n\s*/g, '').replace(/\{([a-z][a-z0-9-]*)\}/g, (_, name: string) => {
    const words = lists.get(name);
    if (words === undefined) {
      throw invalid(
        sheet.file,
        sheet.lineOf(path),
        `there is no word list {${name}} in ${wordsFile}; add it or correct the name`,
      );
    }
    return `(?:${words})`;
  });
}

function refused(sheet: Sheet, error: z.ZodError): CoachError {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  return invalid(
    sheet.file,
    sheet.lineOf(path),
    `${path.join('.')}: ${issue?.message ?? 'not as expected'}; correct it`,
    error,
  );
}

const invalid = (file: string, line: number, what: string, cause?: unknown): CoachError =>
  new CoachError('CONTENT_INVALID', `${file}, line ${line}: ${what}.`, { file, line }, cause);
