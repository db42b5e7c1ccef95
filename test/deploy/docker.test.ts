import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { checkNode } from '../../src/cli/doctor/machine.ts';
import { knownNames } from '../../src/config/keys.ts';
import { inspectConfig } from '../../src/config/read.ts';
import { startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';

const text = (path: string): string => readFileSync(join(root, path), 'utf8');
/** The instructions of the Dockerfile, continued lines joined. */
const instructions = text('deploy/Dockerfile')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const all = (word: string): string[] =>
  instructions.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
const last = (word: string): string => all(word).at(-1) ?? '';

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly network_mode?: string;
  readonly secrets?: readonly string[];
  readonly volumes: readonly string[];
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly build: { readonly context: string; readonly dockerfile: string };
}
/** The processes over one MongoDB. */
const members = ['web-1', 'web-2', 'worker-1', 'worker-2'] as const;
interface Compose {
  readonly services: Readonly<Record<'coach' | 'try' | (typeof members)[number], Service>>;
  readonly volumes: Readonly<Record<string, null>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}
const compose = parse(text('deploy/compose.yaml'), { merge: true }) as Compose;

/** The image itself is built where there is Docker; here is held what can be held without. */
describe('the Dockerfile', () => {
  test('copies what is there, and what .dockerignore lets through', () => {
    const let_through = text('.dockerignore').split('\n');
    expect(let_through).toContain('*');
    const copied = all('COPY').filter((line) => !line.startsWith('--from'));
    const sources = copied.flatMap((line) => line.split(' ').slice(0, -1));
    expect(sources.length).toBeGreaterThan(6);
    for (const source of sources) {
      expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      expect(let_through).toContain(`!${source}`);
    }
  });

  test('builds with what the build needs', () => {
    const needed = (JSON.parse(text('tsconfig.build.json')) as { include: string[] }).include;
    expect(all('COPY')).toEqual(
      expect.arrayContaining(needed.filter((name) => name !== 'bench').map((name) => `${name} ${name}`)),
    );
  });

  test('compiles the content that it ships: it is there before the build, and again in the last stage', () => {
    const copies = instructions.flatMap((line, at) => (line === 'COPY content content' ? [at] : []));
    expect(copies).toHaveLength(2);
    expect(copies[0]).toBeLessThan(instructions.indexOf('RUN npm run build'));
    expect(copies[1]).toBeGreaterThan(instructions.findLastIndex((line) => line.startsWith('FROM')));
  });

  test('runs on a Node that package.json takes, in each stage the same', () => {
    const images = new Set(all('FROM').map((line) => line.split(' ')[0]));
    expect([...images]).toEqual([expect.stringMatching(/^node:\d+-bookworm-slim$/)]);
    const [, major] = /node:(\d+)/.exec([...images].join()) ?? [];
    expect(checkNode(`v${major}.19.0`).result).toBe('ok');
  });

  test('installs what is locked and runs no install script', () => {
    const installs = all('RUN').filter((line) => line.includes('npm ci'));
    expect(installs).toHaveLength(2);
    for (const line of installs) expect(line).toContain('--ignore-scripts');
    expect(installs[1]).toContain('--omit=dev');
  });

  test('ends as a user without rights, in production, with its data for itself alone', () => {
    expect(instructions.lastIndexOf('USER node')).toBeGreaterThan(
      instructions.findLastIndex((line) => line.startsWith('RUN')),
    );
    expect(all('ENV')).toContain('COACH_ENV=production');
    const [, dataDir = ''] = /COACH_DATA_DIR=(\S+)/.exec(all('ENV').join(' ')) ?? [];
    expect(all('RUN')).toContain(`install -d -m 0700 -o node -g node ${dataDir}`);
    expect(last('VOLUME')).toBe(dataDir);
  });

  test('knows every key it sets', () => {
    const names = all('ENV').map((line) => line.split('=')[0]);
    expect(names.filter((name) => name !== 'NODE_ENV' && !knownNames.includes(String(name)))).toEqual([]);
  });

  test('starts what is built, and its health check tells a running service from none', async () => {
    const command = JSON.parse(last('CMD')) as string[];
    expect(existsSync(join(root, String(command.at(-1))))).toBe(true);
    const [program = '', ...args] = JSON.parse(last('HEALTHCHECK').replace(/^.* CMD /, '')) as string[];
    expect(program).toBe('node');
    const check = (port: string) => spawnSync(process.execPath, args, { env: { PORT: port }, timeout: 5_000 }).status;

    const folder = mkdtempSync(join(tmpdir(), 'coach-deploy-'));
    const service = startMain(join(root, 'dist'), { COACH_DATA_DIR: join(folder, 'data') });
    const { port } = new URL((await service.ready).url);
    expect(check(port)).toBe(0);
    service.child.kill('SIGTERM');
    await service.ended;
    expect(check(port)).toBe(1);
    rmSync(folder, { recursive: true });
  });
});

describe('compose.yaml', () => {
  test.each(['coach', 'try', ...members] as const)(
    '%s has a root file system it cannot write and no capabilities',
    (name) => {
      const { read_only, cap_drop, build, volumes } = compose.services[name];
      expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] });
      expect(existsSync(join(root, 'deploy', build.context, build.dockerfile))).toBe(true);
      const [volume = '', place] = String(volumes[0]).split(':');
      expect(Object.keys(compose.volumes)).toContain(volume);
      expect(place).toBe(last('VOLUME'));
    },
  );

  test('is reached from this machine only', () => {
    for (const name of ['coach', ...members] as const)
      for (const port of compose.services[name].ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(compose.services.try).toMatchObject({ network_mode: 'host', environment: { COACH_HOST: '127.0.0.1' } });
    expect(compose.services.try.ports).toBeUndefined();
  });

  test('has members that differ in their role and their folder alone, each with a folder of its own', () => {
    const roles = members.map((name) => compose.services[name].environment['COACH_ROLE']);
    expect(roles).toEqual(['web', 'web', 'worker', 'worker']);
    expect(new Set(members.map((name) => compose.services[name].volumes[0])).size).toBe(members.length);
    for (const name of members) {
      const { COACH_ROLE: _, COACH_STORE, MONGODB_URI, ...shared } = compose.services[name].environment;
      expect([COACH_STORE, MONGODB_URI?.startsWith('mongodb://mongo:')]).toEqual(['mongodb', true]);
      expect(shared).toEqual(compose.services.coach.environment);
    }
  });

  test('gives secrets by file, never by value', () => {
    const { environment, secrets = [] } = compose.services.coach;
    const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
    expect(files.map(([, path]) => path).sort()).toEqual(secrets.map((name) => `/run/secrets/${name}`).sort());
    for (const name of secrets) expect(compose.secrets[name]?.file).toMatch(/^\.\.\/secrets\//);
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['COACH_KEY']));
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['COACH_BOT_APP_PASSWORD']));
  });

  test('with its blanks filled lacks nothing but what this build cannot do', () => {
    const image = Object.fromEntries(all('ENV').map((line) => line.split('=') as [string, string]));
    const filled = { COACH_COVERED_ENTITY: 'true', COACH_BOT_APP_ID: 'app' };
    const blank = (value: string) => (value.startsWith('${') ? (/:-(.*)\}/.exec(value)?.[1] ?? '') : value);
    const { environment } = compose.services.coach;
    const given = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, blank(value)]));
    const { problems } = inspectConfig({ ...image, ...given, ...filled });
    // The files of secrets are not on this machine.
    expect(problems.map(({ name }) => name)).toEqual(['COACH_KEY_FILE', 'COACH_BOT_APP_PASSWORD_FILE']);
    expect(inspectConfig({ ...image, ...compose.services.try.environment }).problems).toEqual([]);
  });
});
