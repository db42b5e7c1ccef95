import { readFile } from 'node:fs/promises';
import type { ChannelName } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { onChannel } from './on-channel.ts';
import { parseScript } from './parse.ts';
import { type RunResult, runScript } from './run.ts';
import type { Run, Script } from './script.ts';
import { nameOf, transcript } from './transcript.ts';
import type { ScriptWorld } from './world.ts';

/** Opens a world of its own for a run. */
export type OpenWorld = () => Promise<ScriptWorld>;

/** How a file is played. */
export interface PlayOptions {
  /** Both partners are on it, whatever the script says. */
  readonly channel?: ChannelName | undefined;
  /** The keys of the content: one that it does not hold is a mistake of the script. */
  readonly keys?: ReadonlySet<string> | undefined;
}

/** What became of a run, or of a file that could not be read. */
export interface Outcome {
  readonly file: string;
  /** The file, and the alternatives the run took. */
  readonly name: string;
  readonly line: number | null;
  /** Why it failed, for a reader; null when it passed. */
  readonly trouble: string | null;
  /** The whole conversation for a reader; null for a file that could not be read. */
  readonly transcript: string | null;
}

/**
 * Reads a script file.
 * @throws CoachError `SCRIPT_INVALID`, or `NOT_FOUND` when the file cannot be read.
 */
export async function loadScript(file: string, keys?: ReadonlySet<string>): Promise<Script> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CoachError('NOT_FOUND', `${file} cannot be read.`, { file }, cause);
  });
  return parseScript(text, file, keys);
}

/**
 * Plays all runs of a file, one after the other, each in a world of its own: with the partners on the channels that the
 * script names, or both on the one given. A file that cannot be read is one outcome. Rejects with what `openWorld` rejects with.
 */
export async function playFile(
  file: string,
  openWorld: OpenWorld,
  { channel, keys }: PlayOptions = {},
): Promise<readonly Outcome[]> {
  const script = await loadScript(file, keys).catch((error: unknown) => unplayable(file, error));
  if (!('runs' in script)) return [script];
  const { runs } = channel === undefined ? script : onChannel(script, channel);
  const outcomes: Outcome[] = [];
  for (const run of runs) outcomes.push(outcomeOf(await playRun(run, openWorld)));
  return outcomes;
}

function unplayable(file: string, error: unknown): Outcome {
  if (!(error instanceof CoachError)) throw error;
  const line = Number(error.details['line'] ?? 0) || null;
  return { file, name: file, line, trouble: `FAILED ${error.message}`, transcript: null };
}

/** Plays one run in a world of its own, and closes it. */
export async function playRun(run: Run, openWorld: OpenWorld): Promise<RunResult> {
  const world = await openWorld();
  try {
    return await runScript(run, world);
  } finally {
    await world.close();
  }
}

function outcomeOf(result: RunResult): Outcome {
  const { run, failure } = result;
  const told = transcript(result);
  const line = failure?.line?.number ?? null;
  return { file: run.file, name: nameOf(run), line, trouble: failure && told, transcript: told };
}
