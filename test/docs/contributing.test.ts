import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkTexts } from '../../src/app/catalog/check-texts.ts';
import { loadDialogs } from '../../src/app/catalog/load-dialogs.ts';
import { loadContent } from '../../src/content/load.ts';
import { createDialogs } from '../../src/engine/machine/dialogs.ts';
import { contentDir, dialogsDir, root } from '../support/places.ts';

jest.setTimeout(60_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contributing-'));
  const guide = (await readFile(join(root, 'CONTRIBUTING.md'), 'utf8')).replaceAll('\r\n', '\n');
  await mkdir(join(folder, 'dialogs'));
  await cp(contentDir, join(folder, 'content'), { recursive: true });
  await symlink(join(root, 'src'), join(folder, 'src'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const [evening = '', good = ''] = blocks(guide, 'ts');
  await writeFile(join(folder, 'dialogs/evening.ts'), evening);
  await writeFile(join(folder, 'dialogs/one-good-thing.ts'), good);
  for (const text of blocks(guide, 'yaml')) {
    const [, file] = /^# (content\/\S+)/.exec(text) ?? [];
    if (file) await writeFile(join(folder, file), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const names = ['evening', 'one-good-thing'] as const;

/** The code blocks of one kind under "A new dialog" and "An exercise for two", their indentation taken out. */
function blocks(guide: string, kind: string): readonly string[] {
  const recipe = /## A new dialog\n(.*?)\n## A text/s.exec(guide)?.[1] ?? '';
  return [...recipe.matchAll(new RegExp(`^ *\`\`\`${kind}\\n(.*?)^ *\`\`\``, 'gms'))].map(([, code = '']) =>
    code.replace(/^ {3}/gm, ''),
  );
}

describe('the dialogs that CONTRIBUTING.md shows', () => {
  test('compiles as strictly as the project does', async () => {
    const options = {
      extends: join(root, 'tsconfig.json'),
      files: names.map((name) => `dialogs/${name}.ts`),
      include: [],
    };
    const compilerOptions = { noEmit: true, preserveSymlinks: true, typeRoots: [join(root, 'node_modules/@types')] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ ...options, compilerOptions }));
    const compiled = (): string => {
      try {
        return execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
          encoding: 'utf8',
        });
      } catch (error) {
        return String((error as { stdout?: unknown }).stdout);
      }
    };
    expect(compiled()).toBe('');
  });

  test('loads with its texts, in both languages, beside all others', async () => {
    for (const name of names) {
      const dialog = await readFile(join(folder, `dialogs/${name}.ts`), 'utf8');
      await writeFile(join(folder, `dialogs/${name}.ts`), dialog.replace('../src', join(root, 'src')));
    }
    const shown = await loadDialogs(join(folder, 'dialogs'));
    expect([...shown.keys()]).toEqual([...names]);
    const content = await loadContent(join(folder, 'content'));
    expect(() => checkTexts(createDialogs(new Map([...shown])), content)).toThrow(/is missing: the engine opens it/);
    checkTexts(createDialogs(new Map([...(await loadDialogs(dialogsDir)), ...shown])), content);
    expect(content.keys.has('evening.mood')).toBe(true);
  });
});
