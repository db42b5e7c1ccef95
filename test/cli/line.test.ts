import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { closeAll, openIn } from '../adapters/libsql-folder.ts';
import { startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';

jest.setTimeout(60_000);

const dist = join(root, 'dist');
let folder: string;
let data: string;
let children: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-line-'));
  data = join(folder, 'data');
  children = [];
});
afterEach(async () => {
  await closeAll();
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** `coach …` in a process of its own, on the data folder, with what it is given on standard input. */
async function coach(args: readonly string[], input = '') {
  const env = { PATH: process.env['PATH'] ?? '', COACH_DATA_DIR: data };
  const child = spawn(process.execPath, [join(dist, 'src/cli/coach.js'), ...args], { env, cwd: folder });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

const couples = (country: string, ...cases: string[]): string =>
  `couples:\n${cases
    .map(
      (each) =>
        `  - case: ${each}\n    relationship: friends\n    partners:\n      - { name: Kim, zone: America/Chicago, country: ${country}, channels: [sms] }\n`,
    )
    .join('')}`;

test('coach --version tells the versions of Side by Side and of Node', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await coach(['--version'])).toMatchObject({
    code: 0,
    stdout: `Side by Side ${version} (Node ${process.versions.node})\n`,
  });
});

describe('an error', () => {
  test('about the data folder names it: in use, not there, not to be written', async () => {
    expect((await coach(['status'])).stderr).toContain(`There is no store in ${data}: set COACH_DATA_DIR`);
    const { close } = await openIn(data);
    expect((await coach(['status'])).stderr).toMatch(new RegExp(`STORE_IN_USE: .*\\nData folder: ${data}`));
    await close();
    data = '/proc/version';
    await writeFile(join(folder, 'couples.yaml'), couples('US', 'C-017'));
    expect(await coach(['enrol', join(folder, 'couples.yaml')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('STORE_UNAVAILABLE: The data folder /proc/version cannot be made (EEXIST)'),
    });
  });

  test('about a folder that files cannot be written to comes at once, and names it', async () => {
    // No file can be made in /proc/self, whoever asks.
    const started = performance.now();
    const { code, stderr } = await startMain(dist, { COACH_DATA_DIR: '/proc/self' }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/STORE_UNAVAILABLE: The data folder \/proc\/self cannot be written \(\w+\)/);
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  test('about the port names it', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const { stderr } = await startMain(dist, { COACH_DATA_DIR: data, PORT: String(port) }).ended;
    taken.close();
    expect(stderr).toContain(`Port ${port} of 127.0.0.1 is taken: stop what uses it, or choose another with PORT=`);
  });

  test('about a backup that cannot be written names the file', async () => {
    await (await openIn(data)).close();
    const file = join(folder, 'nowhere', 'copy.db');
    expect((await coach(['backup', file])).stderr).toMatch(
      /FILE_UNWRITABLE: The backup .*nowhere\/copy\.db.* \(ENOENT\)/,
    );
    expect((await coach(['backup', data])).stderr).toContain(`There is a file ${data} already`);
  });
});

test('coach status speaks to people, and to machines with --json', async () => {
  await (await openIn(data)).close();
  expect((await coach(['status'])).stdout).toBe(
    `Service:      does not run: start it with npm start\nStore:        answers\nData folder:  ${data}\n`,
  );
  expect(JSON.parse((await coach(['status', '--json'])).stdout)).toMatchObject({ running: false, ready: true });
});

test('a service whose country has no crisis lines says whose words are told instead', async () => {
  const main = startMain(dist, { COACH_DATA_DIR: data, COACH_COUNTRY: 'fr' }, 40_000);
  await main.ready;
  main.child.kill('SIGTERM');
  expect((await main.ended).stdout).toContain('none for COACH_COUNTRY=fr; strangers hear content/lines/zz.yaml');
});

describe('coach enrol', () => {
  test('adds its results to a file for its owner alone, ends with the counts, and can be run again', async () => {
    const [file, out] = [join(folder, 'couples.yaml'), join(folder, 'codes.txt')];
    await writeFile(file, couples('US', 'C-017', 'C-018'));
    expect(await coach(['enrol', file, '--out', out])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^2 enrolled, 0 enrolled already, 0 failed\.\n/),
    });
    expect((await readFile(out, 'utf8')).match(/^C-01[78] {2}a {2}Kim .* until \d{4}-/gm)).toHaveLength(2);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect((await coach(['enrol', file])).stdout).toMatch(
      /^C-017 {2}is enrolled already; .*coach invite C-017 a sms\n[\s\S]*0 enrolled, 2 enrolled already/,
    );
    const lines = (await coach(['enrol', file, '--json'])).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { line: 2, caseCode: 'C-017', status: 'already-enrolled' },
      { line: 6, caseCode: 'C-018', status: 'already-enrolled' },
      { enrolled: 0, already: 2, failed: 0, left: 0 },
    ]);
  });

  test('enrols nobody when its results could not be written, or a country has no crisis lines', async () => {
    const file = join(folder, 'couples.yaml');
    await writeFile(file, couples('US', 'C-017'));
    const out = join(folder, 'nowhere', 'codes.txt');
    expect((await coach(['enrol', file, '--out', out])).stderr).toContain(`FILE_UNWRITABLE: The file ${out}`);
    await writeFile(file, couples('UK', 'C-017'));
    expect((await coach(['enrol', file])).stderr).toMatch(
      /ENROLMENT_INVALID: .*couples\.yaml, line 5: couples\.0\.partners\.0\.country: there are no crisis lines for UK/,
    );
    await expect(stat(data)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('coach screen', () => {
  test('--jsonl names a line that it cannot read, goes on with the rest, and ends with 1', async () => {
    const { code, stdout, stderr } = await coach(
      ['screen', '--jsonl'],
      '{"id":1,"text":"hi"}\nno\n{"id":3,"text":"hi"}\n',
    );
    expect(code).toBe(1);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: number }).id),
    ).toEqual([1, 3]);
    expect(stderr).toMatch(/BODY_INVALID: Line 2 is not .*\n1 of 3 lines could not be read\.\n$/);
  });

  test('--explain tells corrected text, clauses, rules with their place and span, and what lowered them', async () => {
    const { stdout } = await coach(['screen', '--explain', 'I w4nt to die but my brother helps']);
    expect(stdout).toMatch(/^Level: {4}urgent \(suicide\)\n/);
    expect(stdout).toMatch(/Text: +i want to die but my brother helps {3}\(patterns see this corrected text\)/);
    expect(stdout).toMatch(/Clauses: +i want to die \/ but my brother helps/);
    expect(stdout).toMatch(
      /Rule: +suicide\.[a-z0-9-]+ \(en, suicide, about self\): urgent\n {2}heard ".*w4nt to die", letters \d+ to 13; .*content\/screening\/en\/suicide\.yaml, line \d+/,
    );
    const lowered = JSON.parse((await coach(['screen', '--json', '--explain', 'I do not want to kill myself'])).stdout);
    expect(lowered.rules).toContainEqual(
      expect.objectContaining({ neither: 'denied', ruleLevel: 'urgent', level: 'watch' }),
    );
    expect((await coach(['screen', '--explain', 'the weather is fine'])).stdout).toContain('No rule heard anything.');
  });
});
