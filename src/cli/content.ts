import { relative } from 'node:path';
import { type CatalogCheck, checkCatalog } from '../app/catalog/check.ts';
import { checkTexts } from '../app/catalog/check-texts.ts';
import { loadDialogs } from '../app/catalog/load-dialogs.ts';
import { writeBuilt } from '../content/built.ts';
import type { Checked } from '../content/check/check.ts';
import type { Finding } from '../content/check/finding.ts';
import { reviewedFiles, stampReviews } from '../content/check/reviews.ts';
import type { SegmentRow } from '../content/check/segments.ts';
import { compile } from '../content/compile.ts';
import { readContent } from '../content/load.ts';
import { contentOf } from '../content/parts.ts';
import { sourcesOf } from '../content/sources.ts';
import { createDialogs } from '../engine/machine/dialogs.ts';

export interface CheckOutput {
  /** One JSON object instead of lines. */
  readonly json?: boolean;
  /** The SMS length of every text as well. */
  readonly segments?: boolean;
}

/** `coach content check`: writes what was found, one line each, and a closing line. The exit code: 1 when there is an error. */
export async function contentCheckCommand(
  catalog: CatalogCheck,
  { json = false, segments = false }: CheckOutput,
  write: (text: string) => void,
): Promise<number> {
  const checked = await checkCatalog(catalog);
  if (json) write(`${asJson(checked, segments)}\n`);
  else {
    if (segments) write(table(checked.segments));
    for (const finding of checked.findings) write(`${lineOf(finding)}\n`);
    write(`${closingLine(checked)}\n`);
  }
  return count(checked.findings, 'error') === 0 ? 0 : 1;
}

/**
 * `coach content compile`: checks the content and writes it as a start reads it; where something is broken, nothing.
 * @throws CoachError `CONTENT_INVALID`, `DIALOG_INVALID`, `DELAY_INVALID` with everything that a start would refuse.
 */
export async function contentCompileCommand(contentDir: string, dialogsDir: string, to: string): Promise<void> {
  // Before the files are read: one that changes meanwhile is then seen as changed.
  const sources = await sourcesOf(contentDir);
  const whole = await compile(contentDir);
  checkTexts(createDialogs(await loadDialogs(dialogsDir)), contentOf(whole));
  await writeBuilt(to, whole, sources);
}

/** `coach content review FILE… --by NAME`: writes down that these files were read as they are today. */
export async function contentReviewCommand(
  dir: string,
  paths: readonly string[],
  by: { readonly name: string; readonly today: string },
  write: (text: string) => void,
): Promise<void> {
  const names = reviewedFiles(await readContent(dir));
  const stamped = await stampReviews(dir, names, paths, by);
  for (const name of stamped) write(`${name}: reviewed by ${by.name} on ${by.today}\n`);
}

const lineOf = ({ severity, file, line, code, what }: Finding): string =>
  `${severity}: ${near(file)}${file === '' ? '' : `, line ${line}`}${file === '' ? '' : ': '}${what} [${code}]`;

/** A path as one writes it here. */
const near = (file: string): string => (file === '' ? '' : relative(process.cwd(), file));

function closingLine({ findings, texts }: Checked): string {
  const [errors, warnings] = [count(findings, 'error'), count(findings, 'warning')];
  return `${texts} texts checked: ${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
}

const count = (findings: readonly Finding[], severity: Finding['severity']): number =>
  findings.filter((finding) => finding.severity === severity).length;

function asJson({ findings, texts, segments }: Checked, withSegments: boolean): string {
  const [errors, warnings] = [count(findings, 'error'), count(findings, 'warning')];
  const told = findings.map((finding) => ({ ...finding, file: near(finding.file) }));
  return JSON.stringify({ texts, errors, warnings, findings: told, ...(withSegments ? { segments } : {}) });
}

function table(rows: readonly SegmentRow[]): string {
  const longestFirst = rows.toSorted(
    (one, other) => other.segments - one.segments || other.characters - one.characters,
  );
  const lines = longestFirst.map(
    ({ segments, characters, encoding, country, language, key }) =>
      `${String(segments).padStart(8)}  ${String(characters).padStart(10)}  ${encoding.padEnd(8)}  ${language}  ${country.padEnd(7)}  ${key}\n`,
  );
  return `segments  characters  encoding  in  country  text\n${lines.join('')}`;
}
