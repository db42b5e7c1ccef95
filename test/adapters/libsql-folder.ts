import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibsql } from '../../src/adapters/libsql/open.ts';

/** The worker as it was built: a thread cannot run the sources. */
export const builtWorker = new URL('../../dist/src/adapters/libsql/worker.js', import.meta.url);
const builtOpen = new URL('../../dist/src/adapters/libsql/open.js', import.meta.url);

/** A new empty folder, and how to remove it. */
export async function aFolder(): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'side-by-side-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

const openOnes = new Set<() => Promise<void>>();

/** Closes what a failed test left open: its thread would keep the run alive. */
export async function closeAll(): Promise<void> {
  for (const close of openOnes) await close();
}

/** The embedded store of a folder, and one `close` for both. */
export async function openIn(dataDir: string, real: () => number = Date.now, as: 'start' | 'accept' = 'start') {
  const { store, keys } = await openLibsql({ dataDir, worker: builtWorker, real, as });
  const close = async () => {
    await store.close();
    await keys.close();
    openOnes.delete(close);
  };
  openOnes.add(close);
  return { store, keys, close };
}

/** A node process of its own that runs `code` on the build, with `openLibsql` and `dataDir` at hand. */
export function spawnNode(dataDir: string, code: string): ChildProcessWithoutNullStreams {
  const head = `import { openLibsql } from ${JSON.stringify(builtOpen.href)}; const dataDir = ${JSON.stringify(dataDir)};`;
  // A file, not `-e`: a worker thread inherits the flags of its process.
  const script = join(dataDir, 'child.mjs');
  writeFileSync(script, `${head}\n${code}`);
  return spawn(process.execPath, [script]);
}

/** All a process says until it ends. */
export async function outputOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return text;
}
