import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { fillMongo } from '../src/cli/simulate/load/crowd.ts';
import type { Figure, Measurement } from './figure.ts';

const turnsEach = Number(process.env['TURNS'] ?? 800);
const nudges = Number(process.env['NUDGES'] ?? 20_000);
/** How many couples there are beside those that write: COUPLES=1000,20000,200000. */
const crowds = (process.env['COUPLES'] ?? '1000,20000').split(',').map(Number);
const program = fileURLToPath(new URL('./servers/mongo-worker.js', import.meta.url));

interface Told {
  readonly did: number;
  readonly seconds: number;
  readonly cpu: number;
}

/** Turns and due nudges by several processes on the server of MONGODB_URI; nothing without one. */
export const mongodb: Measurement = {
  name: 'mongodb',
  async run(): Promise<readonly Figure[]> {
    const uri = process.env['MONGODB_URI'];
    if (!uri) return [];
    const name = `bench_${randomUUID().slice(0, 8)}`;
    const own = Object.assign(new URL(uri), { pathname: `/${name}` }).href;
    const client = new MongoClient(uri);
    try {
      const figures: Figure[] = [];
      for (const workers of [1, 2, 4]) figures.push(...(await turns(own, workers)));
      for (const couples of crowds) {
        await fillMongo(uri, name, couples);
        figures.push(...(await turns(own, 1, `, ${couples.toLocaleString('en-US')} couples there`)));
      }
      figures.push(await dueNudges(uri, own, name));
      return figures;
    } finally {
      for (const each of [name, `${name}_keys`]) await client.db(each).dropDatabase();
      await client.close();
    }
  },
};

const plain = { peer: '–', ratio: null, target: '–', met: null };

async function turns(uri: string, workers: number, where = ''): Promise<readonly Figure[]> {
  const told = await Promise.all(Array.from({ length: workers }, () => work(uri, 'turns', String(turnsEach))));
  const rate = told.reduce((sum, { did, seconds }) => sum + did / seconds, 0);
  const cpu = told.reduce((sum, each) => sum + each.cpu, 0);
  const did = told.reduce((sum, each) => sum + each.did, 0);
  const seconds = Math.max(...told.map((each) => each.seconds));
  const who = `${workers} ${workers === 1 ? 'process' : 'processes'} of 16 couples${where}`;
  return [
    { name: `turns written and settled on MongoDB, ${who}`, value: rate, unit: 'turns/s', ...plain },
    { name: `CPU of our process for one of them, ${who}`, value: cpu / did, unit: 'CPU ms', ...plain },
    { name: `cores that we used for it, ${who}`, value: cpu / 1_000 / seconds, unit: 'cores', ...plain },
  ];
}

async function dueNudges(server: string, uri: string, name: string): Promise<Figure> {
  await fillMongo(server, name, nudges, { wakeAt: 1 });
  const started = performance.now();
  const told = await Promise.all(['w1', 'w2'].map(() => work(uri, 'due', '0')));
  const did = told.reduce((sum, each) => sum + each.did, 0);
  if (did !== nudges) throw new Error(`${did} of ${nudges} nudges were done`);
  const seconds = Math.max(...told.map((each) => each.seconds), 0.001);
  process.stderr.write(
    `the two workers took ${((performance.now() - started) / 1_000).toFixed(1)} s with their start\n`,
  );
  const figure = `${nudges} due nudges by two workers, claim to settle`;
  return { name: figure, value: nudges / seconds, unit: 'nudges/s', ...plain };
}

async function work(uri: string, job: string, count: string): Promise<Told> {
  const child = spawn(process.execPath, [program, uri, job, randomUUID().slice(0, 8), count], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Told;
}
