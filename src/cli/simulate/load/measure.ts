import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CoachError } from '../../../domain/errors.ts';
import { openStorage, type Storage } from '../../../service/service.ts';
import { databaseOn, dropDatabases } from '../../own-databases.ts';
import { type Filling, fillMongo, fillStore } from './crowd.ts';
import type { PartJob, PartResult } from './part.ts';
import { type LoadRow, rowOf } from './row.ts';

/** What a load is made of: how many couples are there, how many processes write, how many turns each takes. */
export interface LoadPlan {
  readonly couples: readonly number[];
  readonly processes: readonly number[];
  readonly turns: number;
  /** The server; null for the embedded store, which one process alone has. */
  readonly mongo: string | null;
}

/** Hears of each step: which row it is, and what goes on in it, such as `500 of 1000 couples`. */
export type Telling = (line: string) => void;

/** Where the turns of a load are kept while it lasts. */
interface Ground {
  fill(more: number, filling: Filling): Promise<void>;
  job(index: number): Promise<Pick<PartJob, 'dataDir' | 'mongo'>>;
  remove(): Promise<void>;
}

/**
 * Fills a store of its own with more and more couples and has processes write to it. Starts processes of `program`, the command line
 * itself; removes all it made. `open` opens the embedded store.
 * @throws CoachError `SIMULATION_FAILED` when a process ended without a result.
 */
export async function measureLoad(
  plan: LoadPlan,
  program: string,
  telling: Telling,
  open: (dataDir: string) => Promise<Storage> = openStorage,
): Promise<readonly LoadRow[]> {
  const home = await mkdtemp(join(tmpdir(), 'coach-load-'));
  const ground = plan.mongo === null ? embedded(home, open) : onMongo(home, plan.mongo);
  const rows: LoadRow[] = [];
  try {
    let there = 0;
    for (const couples of plan.couples.toSorted((one, other) => one - other)) {
      await ground.fill(couples - there, (done) => telling(`${there + done} of ${couples} couples are there`));
      there = couples;
      for (const processes of plan.mongo === null ? [1] : plan.processes) {
        telling(`${couples} couples, ${processes} ${processes === 1 ? 'process writes' : 'processes write'}`);
        const jobs = await Promise.all(Array.from({ length: processes }, (_, index) => ground.job(index)));
        const parts = jobs.map((job) =>
          runPart(program, { ...job, name: randomUUID().slice(0, 8), turns: plan.turns }),
        );
        rows.push(rowOf(couples, await Promise.all(parts)));
      }
    }
    return rows;
  } finally {
    await ground.remove();
    await rm(home, { recursive: true, force: true });
  }
}

function embedded(home: string, open: (dataDir: string) => Promise<Storage>): Ground {
  const dataDir = join(home, 'data');
  return {
    async fill(more, filling) {
      const { store, keys } = await open(dataDir);
      await fillStore(store, more, filling);
      await store.close();
      await keys.close();
    },
    job: async () => ({ dataDir, mongo: null }),
    remove: async () => {},
  };
}

function onMongo(home: string, server: string): Ground {
  const name = `load_${randomUUID().slice(0, 8)}`;
  const uri = databaseOn(server, name);
  const key = randomBytes(32).toString('base64');
  return {
    fill: (more, filling) => fillMongo(server, name, more, { filling }),
    job: async (index) => ({ dataDir: join(home, `part-${index}`), mongo: { uri, key } }),
    remove: () => dropDatabases(server, [name]),
  };
}

/** Plays a part in a process of its own: its job goes in by standard input, what it took comes out. */
async function runPart(program: string, job: PartJob): Promise<PartResult> {
  const child = spawn(process.execPath, [program, 'simulate', 'part'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(job));
  const told = await text(child.stdout);
  if (told === '')
    throw new CoachError('SIMULATION_FAILED', 'A process of the load ended without a result; it says why above.');
  return JSON.parse(told) as PartResult;
}
