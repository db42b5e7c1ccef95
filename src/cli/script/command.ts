import { findScripts } from './files.ts';
import { keepTranscripts } from './keep.ts';
import { type OpenWorld, type Outcome, playFile } from './play.ts';
import { closingLine, failuresIn, jsonReport, type Output, processOutput, showProgress } from './report.ts';

export interface ScriptOptions {
  readonly json?: boolean;
  /** A folder. */
  readonly transcripts?: string;
  readonly output?: Output;
}

/**
 * `coach script FILE|DIR …`: plays the scripts against worlds of their own and reports. The exit code: 0 when all runs
 * passed, else 1. With `json` one JSON object is all that is written to standard output. With `transcripts` the whole
 * conversation of every run is written to that folder.
 * @throws CoachError `NOT_FOUND` when a path leads to no script.
 */
export async function scriptCommand(
  paths: readonly string[],
  openWorld: OpenWorld,
  { json = false, transcripts, output = processOutput() }: ScriptOptions = {},
): Promise<number> {
  const outcomes = await playAll(await findScripts(paths), openWorld, output, json);
  if (transcripts !== undefined) await keepTranscripts(transcripts, outcomes);
  output.out(json ? jsonReport(outcomes) : `${closingLine(outcomes)}\n`);
  return failuresIn(outcomes).length === 0 ? 0 : 1;
}

async function playAll(
  files: readonly string[],
  openWorld: OpenWorld,
  output: Output,
  json: boolean,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [done, file] of files.entries()) {
    showProgress(output, done, files);
    const played = await playFile(file, openWorld);
    outcomes.push(...played);
    if (!json) tellFailures(played, files, output);
  }
  showProgress(output, files.length, files);
  return outcomes;
}

function tellFailures(played: readonly Outcome[], files: readonly string[], output: Output): void {
  const failures = failuresIn(played);
  if (failures.length > 0) showProgress(output, files.length, files);
  for (const { trouble } of failures) output.out(`${trouble}\n\n`);
}
