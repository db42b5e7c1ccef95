import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibsql } from '../../../adapters/libsql/open.ts';
import { databaseOn, dropDatabases } from '../../own-databases.ts';
import { builtCatalog } from '../../stage.ts';
import { numberIn, serverFor } from '../options.ts';
import { type MonthResult, playMonth } from './play.ts';
import type { OpenGround } from './world.ts';

export interface MonthOptions {
  readonly store: string;
  readonly couples: string;
  readonly days: string;
  readonly seed?: string;
}

/**
 * `coach simulate month`: plays it in a store of its own and writes what it came to. The exit code: 0 when all held, else 1.
 * @throws CoachError `CONFIG_INVALID` for an option that cannot be read, or without a server.
 */
export async function monthCommand(
  options: MonthOptions,
  write: (text: string) => void,
  telling: (line: string) => void,
): Promise<number> {
  const days = numberIn('--days', options.days);
  const seed = options.seed === undefined ? randomInt(1, 1_000_000) : numberIn('--seed', options.seed);
  const server = serverFor(options.store);
  const couples = numberIn('--couples', options.couples);
  write(`seed ${seed} (--seed ${seed} draws the same people and troubles)\n`);
  const home = await mkdtemp(join(tmpdir(), 'coach-month-'));
  const ground = server === null ? { open: onLibsql, remove: async () => {} } : onMongo(server, `month_${seed}`);
  try {
    const plan = { couples, days, seed, downOn: days < 5 ? null : Math.ceil(days / 2) };
    const open = async (real: () => number) => ({ dataDir: home, ...(await ground.open(home, real)) });
    const result = await playMonth(plan, await builtCatalog(), open, telling);
    telling('');
    write(described(result));
    return result.wrong.length === 0 ? 0 : 1;
  } finally {
    await ground.remove();
    await rm(home, { recursive: true, force: true });
  }
}

const onLibsql: OpenGround = (dataDir, real) => openLibsql({ dataDir, real });

function onMongo(server: string, name: string): { open: OpenGround; remove: () => Promise<void> } {
  const uri = databaseOn(server, name);
  return {
    async open(dataDir, real) {
      const { openMongo } = await import('../../../adapters/mongodb/open.ts');
      return openMongo({ uri, dataDir, masterKey: randomBytes(32), real });
    },
    remove: () => dropDatabases(server, [name]),
  };
}

/** What a month came to, in lines. Pure. */
export function described({ wrong, counts, faults }: MonthResult): string {
  const numbers = [...Object.entries(counts), ...[...faults].toSorted(([one], [other]) => (one < other ? -1 : 1))];
  const rows = numbers.map(([name, count]) => `${name.padEnd(28)} ${count.toLocaleString('en-US').padStart(9)}`);
  const told = wrong.length === 0 ? ['All held: what stands in docs/reliability.md, "A month".'] : wrong.slice(0, 50);
  return `${[...rows, ...told, `${wrong.length} wrong`].join('\n')}\n`;
}
