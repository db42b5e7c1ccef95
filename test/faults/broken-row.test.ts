import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import Libsql from 'libsql';
import { crashedDist } from '../support/crash.ts';
import { directLine, type MainProcess, startMain } from '../support/main-process.ts';

jest.setTimeout(60_000);

const broken: readonly [string, string, string][] = [
  ['its key was changed', 'keys.db', "UPDATE wrapped SET box = 'v1|x|x|x|x' WHERE kind = 'couple' AND part = 'a'"],
  [
    'its key holds a byte that is no text',
    'keys.db',
    "UPDATE wrapped SET box = CAST(X'7631A57C' AS TEXT) WHERE kind = 'couple' AND part = 'a'",
  ],
  [
    'a cell of its row holds a byte that is no text',
    'coach.db',
    "UPDATE aggregates SET a = CAST(X'41A542' AS TEXT) WHERE kind = 'couple'",
  ],
  ['its version is no number', 'coach.db', "UPDATE aggregates SET version = CAST(X'A5' AS TEXT) WHERE kind = 'couple'"],
  ['a facet of its row was changed', 'coach.db', "UPDATE aggregates SET facets = '{}' WHERE kind = 'couple'"],
  ['a sealed part was cut off', 'coach.db', "UPDATE aggregates SET a = substr(a, 1, 40) WHERE kind = 'couple'"],
];

/** A data folder in which one couple has written, closed. */
let lived: string;
beforeAll(async () => {
  lived = await mkdtemp(join(tmpdir(), 'coach-lived-'));
  const main = start(lived);
  await (await directLine((await main.ready).url, 'alex')).post('menu', 'first');
  main.child.kill('SIGTERM');
  await main.ended;
});
afterAll(() => rm(lived, { recursive: true, force: true }));

const start = (dataDir: string): MainProcess =>
  startMain(crashedDist, { COACH_DATA_DIR: dataDir, COACH_LOG_LEVEL: 'warn' }, 40_000);

describe.each(broken)('a folder in which one couple is broken: %s', (_what, file, statement) => {
  let folder: string;
  let main: MainProcess;
  let url: string;
  const dataDir = () => join(folder, 'data');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coach-broken-'));
    await cp(lived, dataDir(), { recursive: true });
    const database = new Libsql(join(dataDir(), file));
    database.exec(statement);
    database.close();
    main = start(dataDir());
    ({ url } = await main.ready);
  });
  afterAll(async () => {
    main.child.kill('SIGKILL');
    await main.ended;
    await rm(folder, { recursive: true, force: true });
  });

  test('starts, names it at readyz without being asked for it, and is ready', async () => {
    const problems = async () => {
      const response = await fetch(`${url}/readyz`);
      return [response.status, ((await response.json()) as { problems: { about: string }[] }).problems] as const;
    };
    let seen = await problems();
    for (let tries = 0; tries < 40 && seen[1].length === 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      seen = await problems();
    }
    const about = expect.stringMatching(/^couple [\w-]+$/);
    expect(seen).toEqual([200, [{ code: 'RECORD_UNREADABLE', about, blocks: false }]]);
  });

  test('gives that couple the crisis text and pages, and others all there is', async () => {
    await (await directLine(url, 'alex')).post('I want to die', 'crisis');
    const { alerts } = (await (await fetch(`${url}/try/api/state`)).json().catch(() => ({ alerts: null }))) as {
      alerts: readonly { level: string }[] | null;
    };
    // The page of /try shows the sample couple, which is the broken one: its state cannot be shown.
    expect(alerts ?? []).toEqual([]);
    const stranger = await directLine(url, 'kim');
    await stranger.post('hello', 'hello');
    expect((await stranger.texts()).some((text) => text.startsWith('coach: '))).toBe(true);
    const alex = await directLine(url, 'alex');
    expect((await alex.texts()).filter((text) => /988/.test(text))).toHaveLength(1);
    main.child.kill('SIGTERM');
    const { stderr } = await main.ended;
    expect(stderr).toContain('health.problem');
    expect(stderr).not.toContain('want to die');
  });

  test('is found by the doctor as well, and the alert of the crisis is there', () => {
    const env = { PATH: process.env['PATH'] ?? '', COACH_DATA_DIR: dataDir() };
    const coach = (...args: string[]) =>
      spawnSync(process.execPath, [join(crashedDist, 'src/cli/coach.js'), ...args], { env, encoding: 'utf8' }).stdout;
    expect(coach('doctor')).toMatch(/1 records? cannot be read/);
    const database = new Libsql(join(dataDir(), 'coach.db'));
    const { open } = database
      .prepare("SELECT count(*) AS open FROM aggregates WHERE kind = 'alert' AND facets LIKE '%open%'")
      .get([]) as { open: number };
    database.close();
    expect(open).toBe(1);
  });
});
