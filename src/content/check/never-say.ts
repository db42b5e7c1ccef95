import { z } from 'zod';
import { type Language, languages } from '../../domain/language.ts';
import { plain } from '../../domain/words.ts';
import { withoutMarks } from '../marks.ts';
import type { Report } from '../problems.ts';
import { readYamlFile, shaped, type YamlFile } from '../yaml-file.ts';
import type { Entry } from './entries.ts';
import type { Finding } from './finding.ts';

/** One thing that is never said: content/never-say.yaml tells how it is written. */
export interface Ban extends z.infer<typeof banSchema> {
  readonly id: string;
  /** What it takes in a text as written; null when it takes nothing. */
  readonly finds: (text: string) => string | null;
}

const line = z.string().trim().min(1);
const banSchema = z
  .strictObject({
    why: line,
    languages: z.array(z.enum(languages)).min(1),
    where: z.enum(['all', 'crisis', 'nudge', 'none']).default('all'),
    keys: z.array(line).default([]),
    words: line.optional(),
    marks: line.optional(),
    catches: z.array(line).min(1),
    passes: z.array(line).min(1),
  })
  .refine(({ words, marks }) => (words === undefined) !== (marks === undefined), 'give it words or marks, one of them')
  .refine(({ words, marks }) => patternOf(words, marks) !== null, 'its pattern is no regular expression');

const fileSchema = z.record(z.string().regex(/^[a-z][a-z-]*$/), banSchema);

/** The list of a content folder, each entry with proofs that fail when it hears too little or too much. Reads a file. */
export async function loadBans(
  dir: string,
  report: Report,
): Promise<{ readonly bans: readonly Ban[]; readonly findings: readonly Finding[] }> {
  const yaml = await readYamlFile(dir, 'never-say', report);
  const entries = yaml && shaped(yaml, [], yaml.value, fileSchema, report);
  if (!yaml || !entries) return { bans: [], findings: [] };
  const bans = Object.entries(entries).map(([id, ban]): Ban => ({ id, ...ban, finds: finder(ban) }));
  return { bans, findings: bans.flatMap((ban) => unproven(ban, yaml)) };
}

/** What the texts say that is never said: texts, SMS variants and labels. Pure. */
export const checkBans = (entries: readonly Entry[], bans: readonly Ban[]): readonly Finding[] =>
  entries.flatMap((entry) =>
    bans
      .filter((ban) => holdsFor(ban, entry))
      .flatMap((ban) =>
        saidIn(entry).flatMap(({ said, path }): Finding[] => {
          const found = ban.finds(said);
          if (found === null) return [];
          const what = `${entry.id} says "${found}", which is never said (${ban.id}): ${ban.why}`;
          const at = { file: entry.yaml.file, line: entry.yaml.line(entry.id, ...path) };
          return [{ severity: 'error', ...at, code: 'never-said', what }];
        }),
      ),
  );

const holdsFor = ({ where, keys, languages: of }: Ban, { key, language, crisis, nudge }: Entry): boolean => {
  if (!(of as readonly Language[]).includes(language)) return false;
  return where === 'all' || (where === 'crisis' && crisis) || (where === 'nudge' && nudge) || keys.includes(key);
};

function saidIn({ text }: Entry): readonly { readonly said: string; readonly path: readonly string[] }[] {
  const { options } = text;
  const source = { text: withoutMarks(text.source.text), sms: withoutMarks(text.source.sms) };
  const sms = source.sms === source.text ? [] : [{ said: source.sms, path: ['sms'] }];
  const labels = options.map(({ id, label }) => ({ said: label, path: ['options', id] }));
  return [{ said: source.text, path: ['text'] }, ...sms, ...labels];
}

function finder({ words, marks }: Pick<Ban, 'words' | 'marks'>): Ban['finds'] {
  const pattern = patternOf(words, marks);
  return (text) => pattern?.exec(marks === undefined ? plain(text) : text)?.[0] ?? null;
}

function patternOf(words: string | undefined, marks: string | undefined): RegExp | null {
  try {
    const whole = words?.replace(/\n\s*/g, '');
    return whole === undefined ? new RegExp(marks ?? '', 'iu') : new RegExp(`\\b(?:${whole})\\b`, 'u');
  } catch {
    return null;
  }
}

function unproven({ id, finds, catches, passes }: Ban, yaml: YamlFile): readonly Finding[] {
  const missed = catches.filter((each) => finds(each) === null).map((each) => `misses "${each}"`);
  const taken = passes.filter((each) => finds(each) !== null).map((each) => `takes "${each}"`);
  return [...missed, ...taken].map((wrong): Finding => {
    const what = `${id} ${wrong}; correct its pattern or its examples`;
    return { severity: 'error', file: yaml.file, line: yaml.line(id), code: 'never-say-example', what };
  });
}
