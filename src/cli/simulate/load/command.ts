import { json } from 'node:stream/consumers';
import { builtCatalog } from '../../stage.ts';
import { numberIn, numbersIn, serverFor } from '../options.ts';
import { measureLoad, type Telling } from './measure.ts';
import { type PartJob, playPart } from './part.ts';
import { loadTable } from './row.ts';

export interface LoadOptions {
  readonly store: string;
  readonly couples: string;
  readonly processes: string;
  readonly turns: string;
  readonly json?: boolean;
}

/**
 * `coach simulate load`: measures turns while more and more couples are there, and writes a table. `program` is the command line itself.
 * @throws CoachError `CONFIG_INVALID` for an option that cannot be read, or without a server; what `measureLoad` throws.
 */
export async function loadCommand(
  options: LoadOptions,
  program: string,
  write: (text: string) => void,
  telling: Telling,
): Promise<void> {
  const plan = {
    couples: numbersIn('--couples', options.couples),
    processes: numbersIn('--processes', options.processes),
    turns: numberIn('--turns', options.turns),
    mongo: serverFor(options.store),
  };
  const rows = await measureLoad(plan, program, telling);
  write(options.json ? `${JSON.stringify(rows, null, 2)}\n` : loadTable(rows));
}

/** One process of a load: reads its job, plays it, writes what it took. */
export async function partCommand(input: NodeJS.ReadableStream, write: (text: string) => void): Promise<void> {
  const job = (await json(input)) as PartJob;
  write(JSON.stringify(await playPart(job, await builtCatalog())));
}
