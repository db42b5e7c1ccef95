import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './places.ts';

/** The built service as its users start it, on a free port and a folder of its own. */
export interface RunningService {
  readonly url: string;
  readonly child: ChildProcess;
  /** Ends it by SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
  remove(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts dist/src/main.js and waits until it says that it is ready. */
export async function startService(): Promise<RunningService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'coach-service-'));
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), COACH_DATA_DIR: dataDir };
  const child = spawn(process.execPath, [join(root, 'dist/src/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error('the service was not ready within 15 s')), 15_000);
    child.stdout.on('data', () => {
      clearTimeout(patience);
      resolve();
    });
    void ended.then((code) => reject(new Error(`the service ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}
