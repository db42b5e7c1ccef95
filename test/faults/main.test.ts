import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { copyBuild } from '../support/copied-build.ts';
import { crashedDist } from '../support/crash.ts';
import { directLine, type MainProcess, startMain } from '../support/main-process.ts';

jest.setTimeout(45_000);

let folder: string;
let started: MainProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-main-'));
  started = [];
});
afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  await rm(folder, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}, dist = crashedDist): MainProcess {
  const main = startMain(dist, { COACH_DATA_DIR: join(folder, 'data'), ...env });
  started.push(main);
  return main;
}

describe('the service as it is started', () => {
  test('is ready within 2 s on a quiet machine, 5 s on a busy one, and says where', async () => {
    const { url, after } = await start().ready;
    console.info(`ready after ${Math.round(after)} ms`);
    expect(after).toBeLessThan(5_000);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('refuses to be half of a service over the embedded store, which one process has to itself', async () => {
    const { code, stderr } = await start({ COACH_ROLE: 'web' }).ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('COACH_ROLE') });
    expect(stderr).toContain('ROLE_UNSUPPORTED');
  });

  test('ended by SIGTERM right after it answered, exits with 0 and has message and answer when it starts again', async () => {
    const first = start();
    const { url } = await first.ready;
    const before = await directLine(url, 'alex');
    await before.post('menu', 'm-1');
    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0, stderr: '' });

    const second = start();
    const after = await directLine((await second.ready).url, 'alex');
    const texts = await after.texts();
    expect(texts[0]).toBe('alex: menu');
    expect(texts[1]).toMatch(/^coach: ./);
    await after.post('menu', 'm-1');
    expect(await after.texts()).toEqual(texts);
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
  });

  test('ended by SIGTERM while a message is under way, keeps it if it answered it', async () => {
    const first = start();
    const { url } = await first.ready;
    const alex = await directLine(url, 'alex');
    const sent = ['menu', 'help', 'checkin', '2', '3'].map((text, index) =>
      alex.post(text, `m-${index}`).then(
        () => [text],
        () => [],
      ),
    );
    await Promise.race(sent);
    first.child.kill('SIGTERM');
    const answered = (await Promise.all(sent)).flat();
    expect(answered).not.toEqual([]);
    expect((await first.ended).code).toBe(0);

    const second = start();
    const texts = await (await directLine((await second.ready).url, 'alex')).texts();
    for (const text of answered) expect(texts).toContain(`alex: ${text}`);
    // Each message has its answer: a 2xx is one commit of both.
    expect(texts.filter((text) => text.startsWith('coach: ')).length).toBeGreaterThanOrEqual(answered.length);
  });

  test('ended by kill -9 right after it answered, has message and answer when it starts again', async () => {
    const first = start();
    const alex = await directLine((await first.ready).url, 'alex');
    await alex.post('I want to die', 'm-1');
    first.child.kill('SIGKILL');
    await first.ended;

    const second = start();
    const { url } = await second.ready;
    const texts = await (await directLine(url, 'alex')).texts();
    expect(texts[0]).toBe('alex: I want to die');
    expect(texts[1]).toMatch(/^coach: .*988/s);
    // The page may have waited in the outbox: the relay of the new process carries it.
    await expect(alertsWithin(url, 10_000)).resolves.toHaveLength(1);
  });
});

async function alertsWithin(url: string, ms: number): Promise<readonly unknown[]> {
  const end = Date.now() + ms;
  for (;;) {
    const { alerts } = (await (await fetch(`${url}/try/api/state`)).json()) as { alerts: readonly unknown[] };
    if (alerts.length > 0 || Date.now() > end) return alerts;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A build whose content can be broken. */
const aBuild = (change: (contentDir: string) => Promise<unknown>): Promise<string> =>
  copyBuild(join(folder, 'build'), change);

test('content that has changed since the build is compiled at the start, and the log says which', async () => {
  const dist = await aBuild((contentDir) => appendFile(join(contentDir, 'es', 'menu.yaml'), '# read again\n'));
  const main = start({ COACH_LOG_LEVEL: 'warn' }, dist);
  const { url } = await main.ready;
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  main.child.kill('SIGTERM');
  const { code, stderr } = await main.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/"event":"content\.stale","what":"es\/menu\.yaml has changed since content was compiled: /);
});

describe('a service that cannot start exits with 1 and says what to do', () => {
  test('on a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await start({ PORT: String(port) }).ended;
    await new Promise((resolve) => other.close(resolve));
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /cannot start[\s\S]*Port \d+ of 127\.0\.0\.1 is taken: stop what uses it, or .*PORT=/,
      ),
    });
  });

  test('on a data folder that another one uses', async () => {
    await start().ready;
    const { code, stderr } = await start().ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/STORE_IN_USE: .*Stop that one, or/) });
  });

  test('on a data folder that cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const { code, stderr } = await start({ COACH_DATA_DIR: join(folder, 'file', 'data') }).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/STORE_UNAVAILABLE: .*check COACH_DATA_DIR/),
    });
  });

  test('on an environment that cannot be read', async () => {
    const { code, stderr } = await start({ PORT: 'eighty' }).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/CONFIG_INVALID: [\s\S]*PORT: give a port from 0 to 65535/),
    });
  });

  test('without its content folder', async () => {
    const dist = await aBuild((contentDir) => rm(contentDir, { recursive: true }));
    const { code, stderr } = await start({}, dist).ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/CONTENT_INVALID: .*content/s) });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('on a content file that cannot be read, and names file and line', async () => {
    const dist = await aBuild((contentDir) => writeFile(join(contentDir, 'en', 'menu.yaml'), 'ask: [unclosed\nx: "\n'));
    const { code, stderr } = await start({}, dist).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/CONTENT_INVALID: [\s\S]*menu\.yaml, line 2: /),
    });
  });

  test('without its screening rules', async () => {
    const dist = await aBuild((contentDir) => rm(join(contentDir, 'screening'), { recursive: true }));
    const { code, stderr } = await start({}, dist).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/(CONTENT|SCREENING)_INVALID: .*screening/s),
    });
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
