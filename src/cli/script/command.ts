import { type ChannelName, channelNames, channelTraits } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { findScripts } from './files.ts';
import { keepTranscripts } from './keep.ts';
import { type OpenWorld, type Outcome, playFile } from './play.ts';
import { closingLine, failuresIn, jsonReport, type Output, processOutput, showProgress } from './report.ts';

export interface ScriptOptions {
  readonly json?: boolean;
  /** A folder. */
  readonly transcripts?: string;
  /** Both partners are on this channel, whatever the scripts say. */
  readonly channel?: string;
  /** The keys of the content. */
  readonly keys?: ReadonlySet<string>;
  readonly output?: Output;
}

/**
 * `coach script FILE|DIR …`: plays the scripts against worlds of their own and reports. The exit code: 0 when all runs
 * passed, else 1. With `json` one JSON object is all that is written to standard output. With `transcripts` the whole
 * conversation of every run is written to that folder. With `channel` both partners are on that one.
 * @throws CoachError `NOT_FOUND` when a path leads to no script, or no partner can be on such a channel.
 */
export async function scriptCommand(
  paths: readonly string[],
  openWorld: OpenWorld,
  { json = false, transcripts, channel, keys, output = processOutput() }: ScriptOptions = {},
): Promise<number> {
  const on = channel === undefined ? undefined : playableOn(channel);
  const outcomes = await playAll(
    await findScripts(paths),
    (file) => playFile(file, openWorld, { channel: on, keys }),
    output,
    json,
  );
  if (transcripts !== undefined) await keepTranscripts(transcripts, outcomes);
  output.out(json ? jsonReport(outcomes) : `${closingLine(outcomes)}\n`);
  return failuresIn(outcomes).length === 0 ? 0 : 1;
}

async function playAll(
  files: readonly string[],
  play: (file: string) => Promise<readonly Outcome[]>,
  output: Output,
  json: boolean,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [done, file] of files.entries()) {
    showProgress(output, done, files);
    const played = await play(file);
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

/** The channels that a script can be played on: those that a partner joins on. */
export const scriptChannels: readonly ChannelName[] = channelNames.filter((name) => channelTraits[name].takesInvites);

function playableOn(name: string): ChannelName {
  const found = scriptChannels.find((each) => each === name);
  if (!found) throw new CoachError('NOT_FOUND', `Say which channel: ${scriptChannels.join(', ')}.`);
  return found;
}
