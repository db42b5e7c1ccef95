import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { backup } from '../../src/control/backup.ts';
import type { ControlParts } from '../../src/control/operation.ts';
import type { Copies } from '../../src/ports/copy.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-backup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (copyTo: ControlParts['copyTo'], args: object) =>
  backup.run(
    {
      store: {} as ControlParts['store'],
      copyTo,
      since: null,
      problems: async () => [],
      app: () => Promise.reject(new Error('no app')),
    },
    args,
    { progress: () => {}, item: () => {} },
  );

test('a backup has its name only when all of it is written', async () => {
  const [file, keys] = [join(folder, 'copy.db'), join(folder, 'keys.db')];
  const seen: string[][] = [];
  const copyTo = async (copies: Copies) => {
    await writeFile(copies.store, 'store');
    await writeFile(copies.keys ?? '', 'keys');
    seen.push(await readdir(folder));
  };
  expect(await run(copyTo, { file, keys })).toEqual({ file, keys });
  expect(seen[0]).not.toContain('copy.db');
  expect(seen[0]).not.toContain('keys.db');
  expect([await readFile(file, 'utf8'), await readFile(keys, 'utf8')]).toEqual(['store', 'keys']);
});

test('a backup that breaks off leaves nothing', async () => {
  const copyTo = async ({ store }: Copies) => {
    await writeFile(store, 'half');
    throw new Error('the disk is full');
  };
  await expect(run(copyTo, { file: join(folder, 'copy.db'), keys: null })).rejects.toThrow('the disk is full');
  expect(await readdir(folder)).toEqual([]);
});

test('a backup to a path that is not absolute is refused by its name', async () => {
  await expect(run(async () => {}, { file: 'copy.db', keys: null })).rejects.toMatchObject({
    code: 'BODY_INVALID',
    details: { names: 'file' },
  });
});
