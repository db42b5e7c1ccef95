import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scriptCommand } from '../../../src/cli/script/command.ts';
import { findScripts } from '../../../src/cli/script/files.ts';
import { type FakeScriptWorld, fakeScriptWorld } from '../../support/fake-script-world.ts';

const start = 'couple: alex=sms sam=sms zone=UTC\nat: 2026-03-07 20:00\n';
const files = {
  'good.script': `${start}alex: {hi | ho}\ncoach > alex: (nothing)`,
  'bad.script': `${start}alex: {hi | ho}\ncoach > alex: hello`,
  'broken.script': `${start}alex hi`,
  'notes.txt': 'no script',
  'deep/er/good.script': `${start}alex: hi`,
  'empty/notes.txt': 'no script',
};
let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'scripts-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(home, name, '..'), { recursive: true });
    await writeFile(join(home, name), text);
  }
});
afterAll(() => rm(home, { recursive: true }));

const pathOf = (name: string): string => join(home, name);
const at = (...names: string[]): string[] => names.map(pathOf);

async function run(
  paths: readonly string[],
  options: { json?: boolean; terminal?: boolean; transcripts?: string; channel?: string } = {},
) {
  const worlds: FakeScriptWorld[] = [];
  const open = async () => {
    const world = fakeScriptWorld();
    worlds.push(world);
    return world;
  };
  const written = { out: '', progress: '' };
  const write = (to: 'out' | 'progress') => (text: string) => {
    written[to] += text;
  };
  const output = { out: write('out'), progress: options.terminal ? write('progress') : null };
  const { json = false, transcripts, channel } = options;
  const code = await scriptCommand(paths, open, {
    json,
    output,
    ...(transcripts === undefined ? {} : { transcripts }),
    ...(channel === undefined ? {} : { channel }),
  });
  return { code, worlds, ...written };
}

describe('scripts are found', () => {
  test('in files and in directories at any depth, sorted, each once', async () => {
    expect(await findScripts(at('good.script', 'deep', 'deep/er', 'bad.script'))).toEqual(
      at('bad.script', 'deep/er/good.script', 'good.script'),
    );
  });
  test('under any name where a file is named', async () => {
    expect(await findScripts(at('notes.txt'))).toEqual(at('notes.txt'));
  });
  test.each([
    ['nowhere', 'There is nothing at'],
    ['empty', 'There is no *.script file in'],
  ])('or missed with a word on what to do: %s', async (path, message) => {
    const missing = findScripts(at('good.script', path));
    await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining(message) });
  });
  test('or missed where none is named', async () => {
    await expect(findScripts([])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the command', () => {
  test('counts runs and ends with exit code 0 when all pass', async () => {
    expect(await run(at('good.script', 'deep'))).toMatchObject({ code: 0, out: '3 passed, 0 failed\n', progress: '' });
  });
  test('tells each failure, closes with the count and exit code 1', async () => {
    const { code, out } = await run(at('good.script', 'bad.script', 'broken.script'));
    expect(code).toBe(1);
    expect(out).toContain('bad.script (line 3: ho)');
    expect(out).toContain(`${pathOf('broken.script')}:3: cannot read this line`);
    expect(out).toMatch(/\n2 passed, 3 failed\n$/);
  });
  test('gives each run a world of its own and closes it', async () => {
    const { worlds } = await run(at('good.script', 'bad.script'));
    expect(worlds.map(({ acts }) => acts.slice(2))).toEqual([
      ...[
        ['alex: hi', 'close'],
        ['alex: ho', 'close'],
        ['alex: hi', 'close'],
        ['alex: ho', 'close'],
      ],
    ]);
  });
  test('writes one JSON object for a machine', async () => {
    const { code, out } = await run(at('bad.script', 'broken.script', 'deep'), { json: true });
    const report: unknown = JSON.parse(out);
    expect(code).toBe(1);
    expect(report).toMatchObject({ passed: 1, failed: 3 });
    expect(report).toMatchObject({
      runs: [
        { file: at('bad.script')[0], line: 4, passed: false, trouble: expect.stringContaining('>> ') },
        { line: 4, passed: false },
        { file: at('broken.script')[0], line: 3, passed: false },
        { passed: true, line: null, trouble: null },
      ],
    });
  });
  test('shows progress on a terminal while several files run, and clears it', async () => {
    const { progress } = await run(at('good.script', 'deep'), { terminal: true });
    expect(progress).toContain(`1/2 ${pathOf('deep/er/good.script')}`);
    expect(progress.endsWith(`2/2 ${pathOf('good.script')}\r\u001b[2K`)).toBe(true);
    expect((await run(at('good.script'), { terminal: true })).progress).toBe('');
  });
  test('keeps the conversation of every run where it is told, and tells as ever', async () => {
    const kept = pathOf('kept');
    const { out } = await run(at('good.script', 'deep', 'broken.script'), { transcripts: kept });
    expect(out).toMatch(/3 passed, 1 failed\n$/);
    const text = await readFile(join(kept, home, 'good.txt'), 'utf8');
    expect(text).toMatch(
      /^PASSED .*good\.script \(line 3: hi\)[\s\S]*alex: hi\n\nPASSED .*\(line 3: ho\)[\s\S]*alex: ho\n$/,
    );
    expect(await readFile(join(kept, home, 'deep/er/good.txt'), 'utf8')).toContain('alex: hi');
    await expect(readFile(join(kept, home, 'broken.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
  test('passes on what keeps a world from opening', async () => {
    const closed = () => fakeScriptWorld({ 'restart:': { refuses: 'STORE_IN_USE' } }).restart();
    const opening = async () => closed().then(() => fakeScriptWorld());
    await expect(scriptCommand(at('good.script'), opening)).rejects.toMatchObject({ code: 'STORE_IN_USE' });
  });
});

describe('both partners on one channel', () => {
  test('is told to every run, and no channel is made up', async () => {
    const { code, worlds } = await run(at('good.script'), { channel: 'slack' });
    expect([code, worlds.map(({ channels }) => channels())]).toEqual([
      0,
      [
        ['slack', 'slack'],
        ['slack', 'slack'],
      ],
    ]);
    for (const channel of ['fax', 'direct-line'])
      await expect(run(at('good.script'), { channel })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'Say which channel: sms, teams, slack, web.',
      });
  });
});
