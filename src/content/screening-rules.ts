import { join } from 'node:path';
import { z } from 'zod';
import { languages } from '../domain/language.ts';
import { type Rule, type Rulebook, ruleSchema, type Sign, signSchema } from '../domain/rule.ts';
import { createReport, type Problem, type Report, refuse } from './problems.ts';
import { reportUnknownFolders } from './unknown-folders.ts';
import { messageOf, readYamlFile, shaped, type YamlFile, yamlNames } from './yaml-file.ts';

const wordsFile = 'words';
/** The files whose entries are signs. */
const signFiles: ReadonlySet<string> = new Set(['meaning', 'raises', 'tells', 'distress']);
const listsSchema = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string().min(1));

type Lists = ReadonlyMap<string, string>;

/** Where an entry stands. */
interface Place {
  readonly file: string;
  readonly line: number;
}

/** A rule with the place it stands at. */
export interface PlacedRule extends Place {
  readonly rule: Rule;
}

/** A sign with the place it stands at. */
export interface PlacedSign extends Place {
  readonly sign: Sign;
}

/** The rules and signs of a folder that could be read, with everything that is broken in the others. */
export interface RulesDraft {
  readonly rules: readonly PlacedRule[];
  readonly signs: readonly PlacedSign[];
  readonly problems: readonly Problem[];
}

/** All of a draft that the screening hears by. Pure. */
export const rulebookOf = ({ rules, signs }: Pick<RulesDraft, 'rules' | 'signs'>): Rulebook => ({
  rules: rules.map(({ rule }) => rule),
  signs: signs.map(({ sign }) => sign),
});

/**
 * Every screening rule and sign under `dir` (`en/*.yaml`, `es/*.yaml`), the named word lists of `words.yaml` written out.
 * Reads files.
 * @throws CoachError `CONTENT_INVALID` with everything that is broken, one line each: file, line, rule, field.
 */
export async function loadScreeningRules(dir: string): Promise<Rulebook> {
  const draft = await readScreeningRules(dir);
  refuse(draft.problems);
  return rulebookOf(draft);
}

/** The same, with what is broken beside what could be read. Reads files. */
export async function readScreeningRules(dir: string): Promise<RulesDraft> {
  const { report, problems } = createReport();
  await reportUnknownFolders(dir, [], report);
  const perLanguage = await Promise.all(languages.map((language) => readLanguage(dir, language, report)));
  const entries = perLanguage.flat();
  return { rules: entries.filter((each) => 'rule' in each), signs: entries.filter((each) => 'sign' in each), problems };
}

type Placed = PlacedRule | PlacedSign;

async function readLanguage(dir: string, language: Rule['language'], report: Report): Promise<readonly Placed[]> {
  const folder = join(dir, language);
  const names = await yamlNames(folder, report);
  const files = await Promise.all(names.map((name) => readYamlFile(folder, name, report)));
  const words = files[names.indexOf(wordsFile)];
  const lists: Lists = words ? listsOf(words, report) : new Map();
  const seen = new Set<string>();
  return files.flatMap((yaml, at): readonly Placed[] => {
    if (!yaml || yaml === words) return [];
    const entries = { yaml, lists, language, seen, report };
    return signFiles.has(names[at] ?? '')
      ? entriesOf(entries, signSchema, (sign) => ({ sign }))
      : entriesOf(entries, ruleSchema, (rule) => ({ rule }));
  });
}

function listsOf(yaml: YamlFile, report: Report): Lists {
  const lists = new Map<string, string>();
  for (const [name, words] of Object.entries(shaped(yaml, [], yaml.value, listsSchema, report) ?? {}))
    lists.set(
      name,
      written(words, lists, (what) => report(yaml.file, yaml.line(name), 'word-list-unknown', what)),
    );
  return lists;
}

interface Entries {
  readonly yaml: YamlFile;
  readonly lists: Lists;
  readonly language: Rule['language'];
  /** The ids that are taken. */
  readonly seen: Set<string>;
  readonly report: Report;
}

/** What stands in a file, each in its shape, with its pattern written out and its place. */
function entriesOf<Entry extends { readonly id: string; readonly pattern: string }, As extends object>(
  { yaml, lists, language, seen, report }: Entries,
  schema: z.ZodType<Entry>,
  as: (entry: Entry & { readonly language: Rule['language'] }) => As,
): readonly (As & Place)[] {
  const items = shaped(yaml, [], yaml.value, z.array(z.unknown()), report) ?? [];
  return items.flatMap((item, at): readonly (As & Place)[] => {
    const entry = readEntry(yaml, at, item, schema, report);
    if (!entry) return [];
    const name = `rule ${entry.id}`;
    const note = (field: string, code: Problem['code'], what: string): void =>
      report(yaml.file, yaml.line(at, field), code, `${name}: ${what}`);
    if (seen.has(entry.id)) note('id', 'duplicate-key', 'this id is taken; choose another');
    seen.add(entry.id);
    const pattern = written(entry.pattern, lists, (what) => note('pattern', 'word-list-unknown', what));
    const wrong = wrongIn(pattern);
    if (wrong) note('pattern', 'pattern', `pattern: ${wrong}; correct it`);
    return [{ ...as({ ...entry, language, pattern }), file: yaml.file, line: yaml.line(at) }];
  });
}

/** One entry in its shape; null when it is not, which is then reported with its id at its lines. */
function readEntry<Entry>(
  yaml: YamlFile,
  at: number,
  item: unknown,
  schema: z.ZodType<Entry>,
  report: Report,
): Entry | null {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const id = (item as { id?: unknown } | null)?.id;
  const name = typeof id === 'string' ? `rule ${id}` : `rule number ${at + 1}`;
  for (const issue of parsed.error.issues) {
    const path = [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
    const field = path.join('.') || 'the rule';
    report(yaml.file, yaml.line(at, ...path), 'shape', `${name}: ${field}: ${messageOf(issue)}; correct it`);
  }
  return null;
}

/** A pattern with `{names}` replaced by their lists and line breaks taken out. */
function written(pattern: string, lists: Lists, note: (what: string) => void): string {
  return pattern.replace(/\n\s*/g, '').replace(/\{([a-z][a-z0-9-]*)\}/g, (_, name: string) => {
    const words = lists.get(name);
    if (words === undefined) note(`there is no word list {${name}} in words.yaml; add it or correct the name`);
    return `(?:${words ?? ''})`;
  });
}

/** Why a pattern is no regular expression; null when it is one. */
function wrongIn(pattern: string): string | null {
  try {
    new RegExp(pattern);
    return null;
  } catch (error) {
    const why = (error as Error).message.replace(/^Invalid regular expression: \/.*\/\w*: /s, '');
    return `this is no regular expression (${why})`;
  }
}
