import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Answers, type Env, envOf, standardAnswers } from '../../../src/cli/setup/answers.ts';
import { setupCommand } from '../../../src/cli/setup/setup.ts';
import { writeSetup } from '../../../src/cli/setup/write.ts';
import { readConfig } from '../../../src/config/read.ts';
import { root } from '../../support/places.ts';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coach-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const env = (): Record<string, string | undefined> => parseEnv(read('.env'));
const rights = (name: string): number => statSync(join(folder, name)).mode & 0o777;
const [down, enter, ctrlC] = ['\u001b[B', '\r', '\u0003'];

/** Types an answer when its question is shown; gives the exit code, all that was shown, and what the doctor was given. */
async function play(answers: readonly (readonly [RegExp, string])[]) {
  const [input, output] = [new PassThrough(), new PassThrough().setEncoding('utf8')];
  Object.assign(output, { columns: 120, rows: 40 });
  let shown = '';
  let seen = 0;
  const waiting = [...answers];
  output.on('data', (chunk: string) => {
    shown += chunk;
    const [question, answer] = waiting[0] ?? [];
    if (!question || !answer || !question.test(shown.slice(seen))) return;
    waiting.shift();
    seen = shown.length;
    setTimeout(() => typeKeys(input, answer), 5);
  });
  const given: Env[] = [];
  const doctor = async (received: Env) => {
    given.push(received);
    return 0;
  };
  const code = await setupCommand({
    ...{ folder, terminal: { input, output }, interactive: true, defaults: false, doctor },
  });
  return { code, shown, given, unasked: waiting.map(([question]) => question.source) };
}

/** One key after the other, as fingers do. */
function typeKeys(input: PassThrough, keys: string): void {
  for (const [index, letters] of keys.split(down).entries()) {
    if (index > 0) input.write(down);
    for (const letter of letters) input.write(letter);
  }
}

const questions = {
  country: /Country/,
  folder: /Folder for the data/,
  port: /Port/,
  key: /Make a key file/,
  where: /Where shall it lie/,
  covered: /covered entity/,
  bot: /Set up Bot Framework/,
};

describe('the wizard', () => {
  test('takes what stands there on Enter', async () => {
    const all = Object.values(questions).map((question) => [question, enter] as const);
    const { code, given, unasked } = await play(all);
    expect({ code, unasked }).toEqual({ code: 0, unasked: [] });
    expect(env()).toMatchObject({ COACH_COUNTRY: 'us', COACH_DATA_DIR: './data', PORT: '3978', COACH_BOT_APP_ID: '' });
    expect(env()['COACH_KEY_FILE']).toBe('./secrets/kek.key');
    expect(Buffer.from(read('secrets/kek.key').trim(), 'base64url')).toHaveLength(32);
    expect([rights('.env'), rights('secrets/kek.key'), rights('secrets')]).toEqual([0o600, 0o600, 0o700]);
    expect(given).toEqual([expect.objectContaining({ PORT: '3978' })]);
  });

  test('writes what was typed, the secret into a file of its own, and shows it nowhere', async () => {
    const { code, shown } = await play([
      [questions.country, `mx${enter}`],
      [questions.folder, `${folder}/d${enter}`],
      [questions.port, `8080${enter}`],
      [questions.key, enter],
      [questions.where, `${folder}/key${enter}`],
      [questions.covered, `${down}${enter}`],
      [questions.bot, `y`],
      [/Application/, `my-app${enter}`],
      [/Kind of app/, `${down}${enter}`],
      [/tenant\) id/, `clinic${enter}`],
      [/Client secret/, `hush-hush${enter}`],
    ]);
    expect(code).toBe(0);
    expect(env()).toMatchObject({
      ...{ COACH_COUNTRY: 'mx', COACH_DATA_DIR: `${folder}/d`, PORT: '8080', COACH_KEY_FILE: `${folder}/key` },
      ...{ COACH_COVERED_ENTITY: 'true', COACH_BOT_APP_ID: 'my-app', COACH_BOT_TENANT_ID: 'clinic' },
      ...{ COACH_BOT_APP_TYPE: 'SingleTenant', COACH_BOT_APP_PASSWORD: '' },
      ...{ COACH_BOT_APP_PASSWORD_FILE: './secrets/bot-app-password' },
    });
    expect(read('secrets/bot-app-password')).toBe('hush-hush\n');
    expect(rights('secrets/bot-app-password')).toBe(0o600);
    expect(read('.env') + shown).not.toContain('hush');
    expect(shown).toMatch(/Before production[\s\S]*COACH_BOT_APP_PASSWORD_FILE/);
  });

  test('asks again when an answer is not what it may be', async () => {
    const { code, unasked } = await play([
      [questions.country, `USA${enter}`],
      [/Give a country of two lower case letters/, `\u007f\u007f\u007fus${enter}`],
      ...Object.values(questions)
        .slice(1)
        .map((question) => [question, enter] as const),
    ]);
    expect({ code, unasked, country: env()['COACH_COUNTRY'] }).toEqual({ code: 0, unasked: [], country: 'us' });
  });

  test('refuses a key inside the data folder', async () => {
    const { shown } = await play([
      [questions.country, enter],
      [questions.folder, enter],
      [questions.port, enter],
      [questions.key, enter],
      [questions.where, `./data/kek.key${enter}`],
      [/outside the data folder/, ctrlC],
    ]);
    expect(shown).toContain('Choose a place outside the data folder');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(Object.keys(questions) as (keyof typeof questions)[])('writes nothing when left at: %s', async (name) => {
    const names = Object.keys(questions) as (keyof typeof questions)[];
    const before = names.slice(0, names.indexOf(name)).map((each) => [questions[each], enter] as const);
    const { code, shown, given } = await play([...before, [questions[name], ctrlC]]);
    expect({ code, given, files: readdirSync(folder) }).toEqual({ code: 1, given: [], files: [] });
    expect(shown).toContain('Nothing was written.');
  });

  test('changes a .env only when told to, keeps a copy of it, and what it did not ask', async () => {
    const old = 'PORT=4000\nCOACH_LOG_LEVEL=warn\nCOACH_KEY_FILE=/k\nHTTPS_PROXY=http://proxy.example\n';
    writeFileSync(join(folder, '.env'), old);
    expect((await play([[/already\. Change it/, enter]])).code).toBe(1);
    expect(readdirSync(folder)).toEqual(['.env']);
    expect(read('.env')).toBe(old);

    const { key: _, where: __, ...asked } = questions;
    const { code } = await play([
      [/already\. Change it/, 'y'],
      ...Object.values(asked).map((question) => [question, enter] as const),
    ]);
    expect(code).toBe(0);
    expect(env()).toMatchObject({
      ...{ PORT: '4000', COACH_LOG_LEVEL: 'warn', COACH_KEY_FILE: '/k', HTTPS_PROXY: 'http://proxy.example' },
    });
    const [copy = ''] = readdirSync(folder).filter((name) => name.startsWith('.env.'));
    expect(read(copy)).toBe(old);
  });
});

describe('what setup writes', () => {
  const answers: Answers = { ...standardAnswers({}), dataDir: './data' };

  test('is a configuration that can be read', () => {
    const { COACH_KEY_FILE: _, ...rest } = envOf({ ...answers, coveredEntity: false }, {});
    expect(readConfig(rest)).toMatchObject({ port: 3978, country: 'us', coveredEntity: false });
  });

  test("takes the data folder's own key, which its data needs", () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'kek.key'), 'the key\n');
    expect(writeSetup(folder, answers, envOf(answers, {}))[0]).toContain('a copy of the key');
    expect(read('secrets/kek.key')).toBe('the key\n');
  });

  test('never writes over a key', () => {
    writeSetup(folder, answers, envOf(answers, {}));
    const first = read('secrets/kek.key');
    writeSetup(folder, answers, envOf(answers, {}));
    expect(read('secrets/kek.key')).toBe(first);
  });
});

async function coach(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const child = spawn(process.execPath, [join(root, 'dist/src/cli/coach.js'), ...args], {
    ...{ cwd: folder, env: { PATH: process.env['PATH'] ?? '', PORT: '0' }, timeout: 20_000 },
  });
  child.stdin.end();
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

describe('coach setup', () => {
  test('without a terminal says what to do, and writes nothing', async () => {
    const { code, stderr } = await coach('setup');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^SETUP_IMPOSSIBLE: .*--defaults/) });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('with --defaults asks nothing, ends with the doctor, and does not write over a .env', async () => {
    const { code, stdout, stderr } = await coach('setup', '--defaults');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Before production[\s\S]*\n0 failed, /);
    expect(existsSync(join(folder, '.env'))).toBe(true);
    const before = read('.env');
    expect(await coach('setup', '--defaults')).toMatchObject({ code: 1, stderr: expect.stringMatching(/already/) });
    expect(read('.env')).toBe(before);
  });

  test('leaves a .env that the doctor reads', async () => {
    writeFileSync(join(folder, '.env'), 'COACH_COUNTRY=USA\n');
    const { code, stdout } = await coach('doctor', '--json');
    expect(code).toBe(1);
    expect(stdout).toContain('COACH_COUNTRY: give a country');
  });
});
