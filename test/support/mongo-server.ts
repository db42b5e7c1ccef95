import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { MongoClient } from 'mongodb';

/** The test server is slow, and on a busy machine answers later than the product waits: a test is played again, and what failed is told. */
jest.retryTimes(2, { logErrorsBeforeRetry: true });

/** The program of the test server: `SECANTUS`, or where `.ci/run` installs it. */
const program = process.env.SECANTUS ?? join(import.meta.dirname, '../../node_modules/.mongo/bin/secantusd-py');

/** A server of somebody else's, such as a real mongod: it is used as it is, and never ended. */
const given = process.env.MONGODB_URI;

/** Whether there is a server that tests may start and kill. */
export const hasMongoProgram = (): boolean => existsSync(program);

/** Whether the suites on MongoDB can run. `REQUIRE_MONGO` makes them fail where they cannot. */
export const hasMongo = (): boolean => given !== undefined || hasMongoProgram();

/** Says loudly that suites are skipped. @throws Error where they are required. */
export function skipLoudly(suites: string): void {
  if (process.env.REQUIRE_MONGO)
    throw new Error(`${suites}: REQUIRE_MONGO is set, and there is no server (docs/testing.md)`);
  process.stderr.write(`SKIP ${suites}: no MongoDB here; set MONGODB_URI or SECANTUS (docs/testing.md)\n`);
}

/** A server of this test. */
export interface MongoServer {
  readonly host: string;
  readonly port: number;
  /** Ends it as a power cut does; nothing where the server is somebody else's. */
  kill(): Promise<void>;
  /** Starts it again on what it kept. */
  start(): Promise<void>;
  /** A connection string of a database. */
  uri(database: string): string;
  /** Ends it and removes what it kept. */
  close(): Promise<void>;
}

/** Starts a server on a free port, in a folder of its own. Bounded in time. */
export async function startMongo(): Promise<MongoServer> {
  const folder = await mkdtemp(join(tmpdir(), 'coach-mongo-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const start = async (): Promise<void> => {
    const where = ['--host', '127.0.0.1', '--port', String(port), '--storage-path', join(folder, 'data')];
    child = spawn(program, [...where, '--sync-on-commit', '--log-level', 'ERROR'], { stdio: 'ignore', cwd: folder });
    await answers(port);
  };
  process.once('exit', () => child?.kill('SIGKILL'));
  await start();
  return {
    host: '127.0.0.1',
    port,
    kill,
    start,
    uri: (database) => `mongodb://127.0.0.1:${port}/${database}`,
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Somebody else's server, or one of this test. */
export const openMongoServer = async (): Promise<Pick<MongoServer, 'uri' | 'close'>> => {
  if (!given) return startMongo();
  const url = new URL(given);
  return {
    uri: (database) => Object.assign(new URL(url), { pathname: `/${database}` }).href,
    close: async () => {},
  };
};

/** Removes databases of a test. */
export async function dropDatabases(uri: string, names: readonly string[]): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 2_000 });
  try {
    for (const name of names) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new MongoClient(`mongodb://127.0.0.1:${port}/`, { serverSelectionTimeoutMS: 500 });
    try {
      await client.db('admin').command({ ping: 1 });
      return;
    } catch (error) {
      if (tries > 60) throw error;
      await pause(100);
    } finally {
      await client.close();
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
