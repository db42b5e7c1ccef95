import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure, Measurement } from './figure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How long after the start a service counts as idle, ms. */
const settling = 20_000;

const cases = [
  { name: 'without Bot Framework configured', most: 150, env: {} },
  { name: 'with Bot Framework', most: 200, env: { COACH_BOT_APP_ID: 'app', COACH_BOT_APP_PASSWORD: 'of-no-use' } },
] as const;

/** What an idle service has in memory, with /try, Direct Line and metrics on; the figure says what else is configured. */
export const memory: Measurement = {
  name: 'memory',
  run: () =>
    Promise.all(
      cases.map(async ({ name, most, env }): Promise<Figure> => {
        const value = await idle(env);
        return {
          ...{ name: `idle memory, ${name}: resident ${settling / 1_000} s after the start`, value, unit: 'MB' },
          ...{ peer: '–', ratio: null, target: `at most ${most} MB`, met: value <= most },
        };
      }),
    ),
};

/** Starts the service as `npm start` does; gives its resident memory in MB. */
async function idle(env: Readonly<Record<string, string>>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'coach-bench-'));
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const child = spawn(process.execPath, scripts.start.split(' ').slice(1), {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', COACH_DATA_DIR: join(folder, 'data'), ...env },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    await new Promise((resolve) => setTimeout(resolve, settling));
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
  } finally {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  }
}
