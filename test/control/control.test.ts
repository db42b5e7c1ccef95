import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { restoreAcceptCommand } from '../../src/cli/restore.ts';
import { builtWorker, closeAll, openIn } from '../adapters/libsql-folder.ts';
import { directLine, type MainProcess, startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';

jest.setTimeout(60_000);

const dist = join(root, 'dist');
let folder: string;
let data: string;
let started: MainProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-control-'));
  data = join(folder, 'data');
  started = [];
});
afterEach(async () => {
  await closeAll();
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  await rm(folder, { recursive: true, force: true });
});

function start(dataDir = data): MainProcess {
  const main = startMain(dist, { COACH_DATA_DIR: dataDir }, 40_000);
  started.push(main);
  return main;
}

async function stopped(main: MainProcess): Promise<void> {
  main.child.kill('SIGTERM');
  await main.ended;
}

/** `coach …` in a process of its own, on the data folder. */
async function coach(...args: string[]) {
  const env = { PATH: process.env['PATH'] ?? '', COACH_DATA_DIR: data };
  const child = spawn(process.execPath, [join(dist, 'src/cli/coach.js'), ...args], { env });
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await ended;
  clearTimeout(timer);
  return { code, stdout, stderr };
}

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('the socket of a service', () => {
  test('is for its user alone, answers the command line, and is gone when the service stops', async () => {
    const main = start();
    await main.ready;
    expect(await modeOf(join(data, 'coach.sock'))).toBe('600');
    expect(await modeOf(data)).toBe('700');
    const { code, stdout } = await coach('status', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      running: true,
      pid: main.child.pid,
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      problems: [],
      unreached: 0,
      ready: true,
    });
    await stopped(main);
    await expect(stat(join(data, 'coach.sock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('of a killed service is no obstacle: to the command line, nor to the next service', async () => {
    const first = start();
    await first.ready;
    first.child.kill('SIGKILL');
    await first.ended;
    expect((await stat(join(data, 'coach.sock'))).isSocket()).toBe(true);
    expect(JSON.parse((await coach('status', '--json')).stdout)).toMatchObject({
      running: false,
      pid: null,
      ready: true,
    });
    await start().ready;
    expect(JSON.parse((await coach('status', '--json')).stdout)).toMatchObject({ running: true });
  });

  test('whose path is too long is refused', async () => {
    const { code, stderr } = await start(join(folder, 'd'.repeat(100))).ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('SOCKET_PATH_TOO_LONG') });
  });
});

describe('the command line without a service', () => {
  test('makes no store where there is none', async () => {
    const { code, stderr } = await coach('status');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^NOT_FOUND: .*COACH_DATA_DIR/) });
    await expect(stat(data)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is refused where another process has the store and does not listen', async () => {
    const { close } = await openIn(data);
    const { code, stderr } = await coach('status');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^STORE_IN_USE: /) });
    await close();
  });
});

describe('a backup', () => {
  test('made under load opens with its keys, and holds all that was answered before it', async () => {
    const main = start();
    const { url } = await main.ready;
    const alex = await directLine(url, 'alex');
    const answered: string[] = [];
    let going = true;
    const load = (async () => {
      for (let count = 0; going; count += 1) {
        await alex.post(`menu ${count}`, `m-${count}`);
        answered.push(`alex: menu ${count}`);
      }
    })();
    while (answered.length < 20) await new Promise((resolve) => setTimeout(resolve, 20));
    const before = [...answered];
    const [file, keys] = [join(folder, 'copy.db'), join(folder, 'copy-keys.db')];
    const made = await coach('backup', file, '--keys', keys);
    going = false;
    await load;
    await stopped(main);
    expect(made).toEqual({ code: 0, stdout: expect.stringContaining('kek.key'), stderr: '' });
    expect([await modeOf(file), await modeOf(keys)]).toEqual(['600', '600']);
    expect((await readdir(folder)).sort()).toEqual(['copy-keys.db', 'copy.db', 'data']);

    const restored = join(folder, 'restored');
    await mkdir(restored, { mode: 0o700 });
    await copyFile(file, join(restored, 'coach.db'));
    await copyFile(keys, join(restored, 'keys.db'));
    await copyFile(join(data, 'kek.key'), join(restored, 'kek.key'));
    const { ready } = start(restored);
    await expect(ready).rejects.toThrow('FOLDER_CHANGED');
    expect(
      await restoreAcceptCommand({ dataDir: restored, masterKey: null }, true, new PassThrough(), builtWorker),
    ).toBe(0);
    const again = await directLine((await start(restored).ready).url, 'alex');
    const texts = await again.texts();
    for (const line of before) expect(texts).toContain(line);
  });

  test('without keys says so, refuses a name that is taken, and leaves what is there', async () => {
    await (await openIn(data)).close();
    const file = join(folder, 'copy.db');
    expect(await coach('backup', file)).toEqual({
      code: 0,
      stdout: expect.stringContaining('cannot be read without its keys'),
      stderr: '',
    });
    const bytes = await readFile(file);
    await writeFile(join(folder, 'keys'), 'mine');
    const taken = { code: 1, stderr: expect.stringMatching(/^FILE_EXISTS: /) };
    expect(await coach('backup', file)).toMatchObject(taken);
    expect(await coach('backup', join(folder, 'other.db'), '--keys', join(folder, 'keys'))).toMatchObject(taken);
    expect((await readFile(file)).equals(bytes)).toBe(true);
    expect(await readFile(join(folder, 'keys'), 'utf8')).toBe('mine');
    expect((await readdir(folder)).sort()).toEqual(['copy.db', 'data', 'keys']);
  });

  test('into a folder that is not there is told, and nothing is left', async () => {
    await (await openIn(data)).close();
    const { code, stderr } = await coach('backup', join(folder, 'none', 'copy.db'));
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^FILE_UNWRITABLE: .*none\/copy\.db.*folder/),
    });
  });
});
