import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { crashedDist } from '../support/crash.ts';
import { directLine, type MainProcess, startMain } from '../support/main-process.ts';

jest.setTimeout(120_000);

let folder: string;
const running = new Set<MainProcess>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-restore-'));
});
afterEach(async () => {
  for (const main of running) {
    main.child.kill('SIGKILL');
    await main.ended;
  }
  running.clear();
  await rm(folder, { recursive: true, force: true });
});

const dirOf = (name: string): string => join(folder, name);

function start(name: string): MainProcess {
  const main = startMain(crashedDist, { COACH_DATA_DIR: dirOf(name) }, 60_000);
  running.add(main);
  return main;
}

async function stop(main: MainProcess) {
  main.child.kill('SIGTERM');
  const ended = await main.ended;
  running.delete(main);
  return ended;
}

/** The built command as its users run it, with the environment of a service on that folder. */
function coach(name: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '', COACH_DATA_DIR: dirOf(name) };
  const command = join(crashedDist, 'src/cli/coach.js');
  return spawnSync(process.execPath, [command, ...args], { env, cwd: crashedDist, encoding: 'utf8', timeout: 60_000 });
}

test('The recipe of docs/backup.md, step by step, ends with a service that knows what was said and answers', async () => {
  const lived = start('lived');
  await (await directLine((await lived.ready).url, 'alex')).post('menu', 'before');
  const [store, keys] = [dirOf('coach-backup.db'), dirOf('keys-backup.db')];
  const backup = coach('lived', 'backup', store, '--keys', keys);
  expect([backup.status, backup.stderr]).toEqual([0, '']);
  await stop(lived);

  await mkdir(dirOf('restored'), { mode: 0o700 });
  await copyFile(store, join(dirOf('restored'), 'coach.db'));
  await copyFile(keys, join(dirOf('restored'), 'keys.db'));
  await copyFile(join(dirOf('lived'), 'kek.key'), join(dirOf('restored'), 'kek.key'));

  const refused = await start('restored').ended;
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('FOLDER_CHANGED');

  const told = coach('restored', 'restore', 'accept');
  expect(told.stdout).toContain('--yes');
  expect((await start('restored').ended).stderr).toContain('FOLDER_CHANGED');

  const accepted = coach('restored', 'restore', 'accept', '--yes');
  expect([accepted.status, accepted.stderr]).toEqual([0, '']);

  const restored = start('restored');
  const alex = await directLine((await restored.ready).url, 'alex');
  const before = await alex.texts();
  expect(before.some((text) => text === 'alex: menu')).toBe(true);
  await alex.post('I want to die', 'after');
  const after = await alex.texts();
  expect(after.slice(before.length).some((text) => text.startsWith('coach: ') && text.includes('988'))).toBe(true);
  await stop(restored);

  const audit = coach('restored', 'audit', 'verify');
  expect([audit.status, audit.stderr]).toEqual([0, '']);
  expect(coach('restored', 'doctor').stdout).not.toContain('cannot be read');
});
