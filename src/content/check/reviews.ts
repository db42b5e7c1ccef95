import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { isMap, parseDocument } from 'yaml';
import { z } from 'zod';
import { CoachError } from '../../domain/errors.ts';
import type { Draft } from '../load.ts';
import type { Report } from '../problems.ts';
import { readYamlFile, shaped } from '../yaml-file.ts';
import type { Finding, Severity } from './finding.ts';

const stampsFile = 'reviewed';
const stampSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{16}$/),
  reviewed_by: z.string().trim().min(1),
  reviewed_on: z.iso.date(),
});
const stampsSchema = z.record(z.string(), stampSchema);

/** The files that somebody has to have read, below the content folder: texts of each language, crisis-line packs. Pure. */
export const reviewedFiles = ({ files, packs }: Pick<Draft, 'files' | 'packs'>): readonly string[] =>
  [
    ...files.map(({ language, name }) => `${language}/${name}.yaml`),
    ...[...packs.keys()].map((country) => `lines/${country}.yaml`),
  ].toSorted();

/** Which files nobody has reviewed, or that changed since, and which stamps stand for nothing. Reads the files. */
export async function checkReviews(
  dir: string,
  names: readonly string[],
  severity: Severity,
  report: Report,
): Promise<readonly Finding[]> {
  const yaml = await readYamlFile(dir, stampsFile, report);
  const stamps = yaml && shaped(yaml, [], yaml.value, stampsSchema, report);
  if (!yaml || !stamps) return [];
  const unknown = Object.keys(stamps)
    .filter((name) => !names.includes(name))
    .map((name): Finding => {
      const what = `${name} is no text file and no pack; take its review out`;
      return { severity, file: yaml.file, line: yaml.line(name), code: 'review-unknown-file', what };
    });
  const found = await Promise.all(
    names.map(async (name): Promise<Finding[]> => {
      const stamp = stamps[name];
      const at = { severity, file: join(dir, name), line: 1 } as const;
      const what = `\`coach content review ${name} --by NAME\` when it is read`;
      if (!stamp) return [{ ...at, code: 'not-reviewed', what: `nobody has reviewed this file; ${what}` }];
      if (stamp.hash === (await hashOfFile(join(dir, name)))) return [];
      const since = `changed since ${stamp.reviewed_by} reviewed it on ${stamp.reviewed_on}; ${what} again`;
      return [{ ...at, code: 'changed-since-review', what: since }];
    }),
  );
  return [...unknown, ...found.flat()];
}

/**
 * Writes into reviewed.yaml that these files were read as they are now. A file is named by its path, or below the content folder.
 * Answers their names. Reads and writes files. @throws CoachError `NOT_FOUND` for a file that needs no review.
 */
export async function stampReviews(
  dir: string,
  names: readonly string[],
  paths: readonly string[],
  by: { readonly name: string; readonly today: string },
): Promise<readonly string[]> {
  const chosen = namesOf(dir, names, paths);
  const file = join(dir, `${stampsFile}.yaml`);
  const document = parseDocument(await readFile(file, 'utf8'));
  // An empty file is written `{}`, and stays one line unless it is told otherwise.
  if (isMap(document.contents)) document.contents.flow = false;
  for (const name of chosen) {
    const hash = await hashOfFile(join(dir, name));
    document.set(name, document.createNode({ hash, reviewed_by: by.name, reviewed_on: by.today }));
  }
  await writeFile(file, document.toString({ lineWidth: 0 }));
  return chosen;
}

/** The names of the files; every one that is none is told, before anything is written. */
function namesOf(dir: string, names: readonly string[], paths: readonly string[]): readonly string[] {
  const found = paths.map((path) => [path, relative(dir, resolve(path))].find((each) => names.includes(each)) ?? null);
  const lost = paths.filter((_, index) => found[index] === null);
  if (lost.length === 0) return found.filter((name) => name !== null);
  const what =
    lost.length === 1 ? 'is no text file and no crisis-line pack' : 'are no text files and no crisis-line packs';
  throw new CoachError('NOT_FOUND', `${lost.join(', ')} ${what} of ${dir}; nothing was written: name files of it.`);
}

/** A short digest of a file's text, the same for both kinds of line ends. */
async function hashOfFile(file: string): Promise<string> {
  const text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
