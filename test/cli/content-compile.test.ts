import { spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { copyBuild } from '../support/copied-build.ts';

jest.setTimeout(60_000);

let folder: string;
let dist: string;
let menu: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-compile-'));
  dist = await copyBuild(join(folder, 'build'), async () => {});
  menu = join(folder, 'build', 'content', 'en', 'menu.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function coach(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'src/cli/coach.js'), ...args], {
    ...{ cwd: folder, encoding: 'utf8', timeout: 30_000 },
    env: { PATH: process.env['PATH'] ?? '', COACH_DATA_DIR: join(folder, 'data'), ...env },
  });
  return { code: status, stdout, stderr };
}

/** What the doctor says about content. */
function content(env: Readonly<Record<string, string>> = {}): string {
  const { stdout } = coach(['doctor', '--json'], env);
  const { findings } = JSON.parse(stdout) as { findings: readonly { name: string; result: string; say: string }[] };
  return findings.flatMap(({ name, result, say }) => (name === 'content' ? [`${result}: ${say}`] : [])).join();
}

const production = { COACH_ENV: 'production' };

describe('coach content compile', () => {
  test('brings a changed text into the build, which production refuses before that', async () => {
    expect(content(production)).toMatch(/^ok: /);
    await appendFile(menu, '# read again\n');
    expect(content(production)).toMatch(/^fail: CONTENT_STALE: .*en\/menu\.yaml has changed .*npm run build/);
    expect(content()).toMatch(/^ok: /);
    expect(coach(['content', 'compile'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(content(production)).toMatch(/^ok: /);
  });

  test('refuses a broken text with file and line, and what no dialog can say; what was built stays', async () => {
    const built = () => readFile(join(dist, 'content', 'en.json'), 'utf8');
    const before = await built();
    const whole = await readFile(menu, 'utf8');

    await writeFile(menu, `${whole}more: { text: "{" }\n`);
    const broken = coach(['content', 'compile']);
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toMatch(/^CONTENT_INVALID: .*en\/menu\.yaml, line \d+: more\.text: /);

    await writeFile(menu, whole.replace(/text: "/, 'text: "{who} '));
    const spanish = menu.replace('/en/', '/es/');
    await writeFile(spanish, (await readFile(spanish, 'utf8')).replace(/text: "/, 'text: "{who} '));
    const unknown = coach(['content', 'compile']);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toMatch(/^DIALOG_INVALID: .*uses \{who\}/);

    expect(await built()).toBe(before);
  });
});
