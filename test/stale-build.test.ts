import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { staleBuild } from '../src/stale-build.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'stale-'));
});
afterEach(() => rm(root, { recursive: true }));

/** A file whose last change is so many seconds after 2026 began. */
async function file(path: string, second: number): Promise<string> {
  const whole = join(root, path);
  await mkdir(join(whole, '..'), { recursive: true });
  await writeFile(whole, '');
  await utimes(whole, 1_767_225_600 + second, 1_767_225_600 + second);
  return whole;
}

test('a build that is older than a source is told, with the source that changed last', async () => {
  const built = await file('dist/main.js', 10);
  await file('src/engine/old.ts', 5);
  expect(await staleBuild(root, built)).toBeNull();
  await file('src/engine/new.ts', 11);
  await file('dialogs/newest.ts', 12);
  expect(await staleBuild(root, built)).toMatch(/older than dialogs\/newest\.ts: .*npm run build/);
});

test('where there are no sources, no build is stale', async () => {
  expect(await staleBuild(root, await file('dist/main.js', 10))).toBeNull();
});
