import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import { crashedDist } from './crash.ts';
import { root } from './places.ts';

/** Mounts, unmounts with what it started, and is seen by nobody else: a name space of its own, as a user or as root. */
const spaces = [['-Urm'], ['-m']] as const;
const mounting = spaces.find(
  (flags) => spawnSync('unshare', [...flags, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0,
);

/** A suite that needs a disk of its own. Without one it is skipped, loudly; with REQUIRE_SMALL_DISK=1 it fails instead. */
export function describeWithSmallDisk(name: string, suite: () => void): void {
  if (mounting) return describe(name, suite);
  const why = 'no tmpfs can be mounted here, neither by unshare -Urm nor by root with unshare -m';
  if (process.env['REQUIRE_SMALL_DISK'] === '1') {
    test(`${name} needs a small disk`, () => {
      throw new Error(`REQUIRE_SMALL_DISK=1, but ${why}`);
    });
  } else {
    process.stderr.write(`\n*** SKIP: ${name}: ${why} ***\n\n`);
    describe.skip(name, suite);
  }
}

/**
 * Runs a child of test/support with the build and the folder of a disk of its own, and gives what it wrote last: one line
 * of JSON. Of 2 MB: the store folds its log in early there. It is killed after 80 s.
 */
export function onASmallDisk(script: string, folder: string): Promise<Record<string, unknown>> {
  const mount = 'mount -t tmpfs -o size=2m tmpfs "$1" && exec "$2" "$3" "$4" "$1"';
  const child = join(root, 'test/support', script);
  const args = [...(mounting ?? []), 'sh', '-c', mount, 'sh', folder, process.execPath, child, crashedDist];
  const running = spawn('unshare', args, { timeout: 80_000, killSignal: 'SIGKILL', stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    running[stream].setEncoding('utf8').on('data', (chunk: string) => {
      said[stream] += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    running.once('close', (code) => {
      if (code !== 0) return reject(new Error(`the child ended with ${code}: ${said.stderr}`));
      resolve(JSON.parse(said.stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>);
    });
  });
}
