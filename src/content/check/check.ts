import { readContent } from '../load.ts';
import { createReport, type Problem } from '../problems.ts';
import { checkAnswers } from './answers.ts';
import { checkForms, checkUses } from './counted.ts';
import { type Entry, entriesOf, type TextLanes } from './entries.ts';
import { type Finding, inOrder } from './finding.ts';
import { checkBans, loadBans } from './never-say.ts';
import { checkReading } from './reading.ts';
import { createSample } from './render.ts';
import { checkReviews, reviewedFiles } from './reviews.ts';
import { checkSegments, type SegmentRow, segmentRows } from './segments.ts';
import { checkLines } from './stale-lines.ts';

export interface CheckOptions {
  /** An ISO date: how old crisis lines are. */
  readonly today: string;
  readonly lanes: TextLanes;
  /** What only warns while people work blocks a release: old crisis lines, texts that nobody reviewed. */
  readonly release?: boolean;
}

export interface Checked {
  /** By file and line. */
  readonly findings: readonly Finding[];
  readonly texts: number;
  readonly segments: readonly SegmentRow[];
}

/**
 * Everything that can be said about the content of a folder without a reader: what stops a load, and what the checks of
 * this folder find. Reads files.
 */
export async function checkContent(dir: string, { today, lanes, release = false }: CheckOptions): Promise<Checked> {
  const draft = await readContent(dir);
  const entries = entriesOf(draft.files, lanes);
  const { report, problems } = createReport();
  const { bans, findings: unproven } = await loadBans(dir, report);
  const severity = release ? 'error' : 'warning';
  const reviews = await checkReviews(dir, reviewedFiles(draft), severity, report);
  const measured = measure(entries, draft);
  const findings = [
    ...draft.problems.map(asError),
    ...problems.map(asError),
    ...checkUses(draft.translations),
    ...checkForms(entries),
    ...checkAnswers(entries),
    ...unproven,
    ...checkBans(entries, bans),
    ...measured.findings,
    ...checkLines(dir, draft.packs, today, severity),
    ...reviews,
  ];
  return { findings: inOrder(findings), texts: entries.length, segments: measured.segments };
}

const asError = (problem: Problem): Finding => ({ severity: 'error', ...problem });

/** Without a pack for all countries no text can be filled, and none is measured. */
function measure(
  entries: readonly Entry[],
  { files, packs }: Awaited<ReturnType<typeof readContent>>,
): Pick<Checked, 'findings' | 'segments'> {
  if (!packs.has('zz')) return { findings: [], segments: [] };
  const sample = createSample({ files, packs });
  const countries = [...packs.keys()];
  return {
    findings: [...checkReading(entries, sample), ...checkSegments(entries, countries, sample)],
    segments: segmentRows(entries, countries, sample),
  };
}
