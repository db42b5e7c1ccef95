import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { inspectConfig } from '../../src/config/read.ts';
import { startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';

jest.setTimeout(60_000);

/** All that production asks for. Notices go by Teams too. */
const complete: Readonly<Record<string, string>> = {
  COACH_ENV: 'production',
  COACH_KEY: Buffer.alloc(32, 7).toString('base64url'),
  COACH_COVERED_ENTITY: 'false',
  COACH_BOT_APP_ID: 'app',
  COACH_BOT_APP_PASSWORD: 'hush',
};
const nobodyIsCalled = /^on call: no way to reach a counselor is configured/;

const linesOf = (environment: Readonly<Record<string, string>>): readonly string[] =>
  inspectConfig(environment).problems.map(({ name, todo }) => `${name}: ${todo}`);
const without = (...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(complete).filter(([name]) => !names.includes(name)));

describe('production', () => {
  test('with all it asks for, starts: who is called stands in the store, and is asked for before partners come in', () => {
    expect(linesOf(complete)).toEqual([]);
  });

  test('refuses a configuration without any way to people on call, and takes each kind alone', () => {
    const none = without('COACH_BOT_APP_ID', 'COACH_BOT_APP_PASSWORD');
    expect(linesOf(none)).toContainEqual(expect.stringMatching(nobodyIsCalled));
    for (const way of [
      { COACH_SMTP_URL: 'smtps://u:p@mail.example', COACH_SMTP_FROM: 'coach@clinic.example' },
      { COACH_NOTICE_WEBHOOK_SECRET: 'long enough to keep' },
      { COACH_PAGERDUTY: 'on' },
    ])
      expect(linesOf({ ...none, ...way })).not.toContainEqual(expect.stringMatching(nobodyIsCalled));
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
    ['a heartbeat in the clear', 'COACH_DEADMAN_URL', { ...complete, COACH_DEADMAN_URL: 'http://watch.example/x' }],
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
    // Development takes each of them.
    expect(linesOf({ ...environment, COACH_ENV: 'development' })).toEqual([]);
  });

  test('refuses a key file in the folder that it locks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'coach-config-'));
    await writeFile(join(folder, 'kek.key'), String(complete['COACH_KEY']));
    const inside = { ...without('COACH_KEY'), COACH_KEY_FILE: join(folder, 'kek.key'), COACH_DATA_DIR: folder };
    expect(linesOf(inside)).toContainEqual(expect.stringMatching(/^COACH_KEY_FILE: the key lies in the data folder/));
    expect(linesOf({ ...inside, COACH_DATA_DIR: `${folder}-other` })).toEqual([]);
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

/** The console answers nobody but the holder of the link that was printed, once; health is served all the while. */
async function opensConsole(url: string, printed: string): Promise<void> {
  for (const path of ['/console', '/console/cases/x', '/console/api/me', '/console/api/alerts'])
    expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 403]);
  expect((await fetch(`${url}/console/link`)).status).toBe(200);
  const [, link = ''] = /\/console\/link#(\S+)/.exec(printed) ?? [];
  const use = (more: Record<string, string> = {}) =>
    fetch(`${url}/console/api/link`, {
      ...{ method: 'POST', body: JSON.stringify({ link }) },
      headers: { origin: url, 'content-type': 'application/json', ...more },
    });
  expect((await use({ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' })).status).toBe(403);
  const used = await use();
  expect(used.headers.get('set-cookie')).toMatch(/^__Host-coach=.*Secure; HttpOnly; SameSite=Lax$/);
  expect(await used.json()).toMatchObject({ state: 'enrolling', id: 'admin' });
  expect((await use()).status).toBe(403);
  expect((await fetch(`${url}/livez`)).status).toBe(200);
}

describe('the service started in production, with nobody on call', () => {
  test('starts, and lets nobody in before it has gone live, which is told step by step', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'coach-live-'));
    const env = { ...complete, COACH_DATA_DIR: join(folder, 'data'), COACH_ZONE: 'America/Chicago' };
    const service = startMain(join(root, 'dist'), env, 120_000);
    const { url } = await service.ready;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const coach = (words: readonly string[], input = '') => runCoach(words, input, { ...env, PORT: '0' });
    await opensConsole(url, (await coach(['console', 'link'])).stdout);
    const enrolling = join(folder, 'couples.yaml');
    await writeFile(enrolling, couplesFile);
    expect(await coach(['enrol', enrolling])).toMatchObject({ code: 1, stdout: expect.stringContaining('NOT_LIVE') });

    expect(await coach(['staff', 'add', 'maria', '--name', 'Maria', '--by', 'ops'])).toMatchObject({ code: 0 });
    const added = await coach(
      ['staff', 'way', 'add', 'maria', 'email', '--json', '--by', 'ops'],
      'maria@clinic.example\n',
    );
    // No mail server is configured here: the way is kept, and says so.
    expect(JSON.parse(added.stdout)).toMatchObject({ person: 'maria', code: { ok: false, code: 'CHANNEL_OFF' } });
    const week = join(folder, 'week.yaml');
    await writeFile(week, 'week:\n  - { duty: primary, person: maria, days: mon-fri, from: "08:00", to: "20:00" }\n');
    const set = await coach(['rota', 'set', week, '--by', 'ops']);
    expect(set.stdout).toContain('GAP');
    expect(await coach(['rota', 'show'])).toMatchObject({ code: 1, stdout: expect.stringContaining('GAP') });

    const refused = await coach(['go-live', '--by', 'ops']);
    expect(refused.code).toBe(1);
    for (const what of ['coach rota set', '0 of 2 people', 'No drill']) expect(refused.stderr).toContain(what);
    const stands = JSON.parse((await coach(['go-live', '--check', '--json'])).stdout);
    expect(stands.lacks.map(({ code }: { code: string }) => code)).toEqual(['ROTA_GAP', 'WAYS_FEW', 'DRILL_MISSING']);
    const { findings } = JSON.parse((await coach(['doctor', '--json'])).stdout);
    expect(findings).toContainEqual({
      ...{ name: 'live', result: 'warn', say: expect.stringMatching(/^Not live: .*\n.*coach rota set/) },
    });
    service.child.kill('SIGTERM');
    expect(await service.ended).toMatchObject({ code: 0 });
    await rm(folder, { recursive: true });
  }, 120_000);
});

const couplesFile = `couples:
  - case: C-017
    relationship: romantic
    partners:
      - { name: Alex, zone: America/Chicago, channels: [teams] }
`;

/** Runs the built `coach`; bounded in time. */
function runCoach(words: readonly string[], input: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(root, 'dist/src/cli/coach.js'), ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    cwd: join(root, 'dist'),
    timeout: 60_000,
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  child.stdin.end(input);
  return new Promise<{ readonly code: number | null } & typeof said>((resolve) => {
    child.once('close', (code) => resolve({ code, ...said }));
  });
}

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
