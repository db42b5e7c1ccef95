import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { inspectConfig } from '../../src/config/read.ts';
import { startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';

jest.setTimeout(30_000);

/** All that production asks for, but a way to reach a counselor: this build has none. */
const complete: Readonly<Record<string, string>> = {
  COACH_ENV: 'production',
  COACH_KEY: Buffer.alloc(32, 7).toString('base64url'),
  COACH_COVERED_ENTITY: 'false',
  COACH_BOT_APP_ID: 'app',
  COACH_BOT_APP_PASSWORD: 'hush',
};
const nobodyIsCalled = /^on call: no way to reach a counselor .*cannot go live/;

const linesOf = (environment: Readonly<Record<string, string>>): readonly string[] =>
  inspectConfig(environment).problems.map(({ name, todo }) => `${name}: ${todo}`);
const without = (...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(complete).filter(([name]) => !names.includes(name)));

describe('production', () => {
  test('with all it asks for, still refuses to start while nobody can be called', () => {
    expect(linesOf(complete)).toEqual([expect.stringMatching(nobodyIsCalled)]);
  });

  test('has /try, Direct Line and /metrics off unless told', () => {
    expect(inspectConfig(complete).config).toMatchObject({ tryPage: false, directLine: false, metrics: null });
    const token = 'long enough to keep';
    expect(inspectConfig({ ...complete, COACH_METRICS_TOKEN: token }).config.metrics).toEqual({ token });
  });

  test.each([
    ['no bot authentication', 'COACH_BOT_APP_ID', without('COACH_BOT_APP_ID', 'COACH_BOT_APP_PASSWORD')],
    ['the key file made by itself', 'COACH_KEY_FILE', without('COACH_KEY')],
    ['no word on covered entities', 'COACH_COVERED_ENTITY', without('COACH_COVERED_ENTITY')],
    ['/try', 'COACH_TRY', { ...complete, COACH_TRY: 'on', COACH_DIRECT_LINE: 'on' }],
    ['Direct Line', 'COACH_DIRECT_LINE', { ...complete, COACH_DIRECT_LINE: 'on' }],
    ['metrics for everybody', 'COACH_METRICS_TOKEN', { ...complete, COACH_METRICS: 'on' }],
    ['a public URL in the clear', 'COACH_PUBLIC_URL', { ...complete, COACH_PUBLIC_URL: 'http://coach.example' }],
    [
      'an authority in the clear',
      'COACH_BOT_OPENID_URL',
      {
        ...complete,
        COACH_BOT_OPENID_URL: 'http://login.example/openid',
        COACH_BOT_LOGIN_URL: 'https://login.example',
        COACH_BOT_TOKEN_ISSUER: 'issuer',
        COACH_BOT_OAUTH_SCOPE: 'scope',
      },
    ],
  ])('refuses %s by the name of its key', (_what, name, environment) => {
    const lines = linesOf(environment);
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${name}\\b.*: .+\\.$`)));
    expect(lines).toContainEqual(expect.stringMatching(nobodyIsCalled));
    // Development takes each of them.
    expect(linesOf({ ...environment, COACH_ENV: 'development' })).toEqual([]);
  });

  test('refuses a key file in the folder that it locks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'coach-config-'));
    await writeFile(join(folder, 'kek.key'), String(complete['COACH_KEY']));
    const inside = { ...without('COACH_KEY'), COACH_KEY_FILE: join(folder, 'kek.key'), COACH_DATA_DIR: folder };
    expect(linesOf(inside)).toContainEqual(expect.stringMatching(/^COACH_KEY_FILE: the key lies in the data folder/));
    expect(linesOf({ ...inside, COACH_DATA_DIR: `${folder}-other` })).toHaveLength(1);
    await rm(folder, { recursive: true });
  });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

describe('the service started in production with defaults', () => {
  test('exits with 1 and the whole list, opens no port and makes no folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'coach-config-'));
    const port = await freePort();
    const dataDir = join(folder, 'data');
    const service = startMain(join(root, 'dist'), {
      ...{ COACH_ENV: 'production', PORT: String(port), COACH_DATA_DIR: dataDir },
    });
    let answered = false;
    const knock = setInterval(() => {
      fetch(`http://127.0.0.1:${port}/livez`).then(
        () => {
          answered = true;
        },
        () => {},
      );
    }, 20);
    const { code, stdout, stderr } = await service.ended;
    clearInterval(knock);
    expect({ code, stdout, answered }).toEqual({ code: 1, stdout: '', answered: false });
    for (const name of ['COACH_BOT_APP_ID', 'COACH_KEY_FILE', 'COACH_COVERED_ENTITY', 'on call']) {
      expect(stderr).toMatch(new RegExp(`^ {2}${name}: .+$`, 'm'));
    }
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
    await rm(folder, { recursive: true });
  });
});

describe('the service started without /try and Direct Line', () => {
  test('answers neither, and keeps no sample couple', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'coach-config-'));
    const service = startMain(join(root, 'dist'), {
      ...{ COACH_DATA_DIR: join(folder, 'data'), COACH_DIRECT_LINE: 'off', COACH_KEY: String(complete['COACH_KEY']) },
    });
    const { url } = await service.ready;
    const status = async (path: string, method = 'GET') => (await fetch(url + path, { method })).status;
    expect(await status('/readyz')).toBe(200);
    expect(await status('/try')).toBe(404);
    expect(await status('/try/api/state')).toBe(404);
    expect(await status('/directline/tokens/generate', 'POST')).toBe(404);
    service.child.kill('SIGTERM');
    const { code, stdout } = await service.ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain('/try');
    // The key that was given is the key: none is made in the folder.
    await expect(stat(join(folder, 'data', 'kek.key'))).rejects.toThrow('ENOENT');
    await rm(folder, { recursive: true });
  });
});
