import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadDialogs } from '../../../src/app/load-dialogs.ts';
import { stalePages } from '../../../src/cli/diagrams/folder.ts';
import { diagramsCommand } from '../../../src/cli/diagrams.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';
import { dialogsDir, root } from '../../support/places.ts';

const shipped = join(root, 'docs/dialogs');
const dialogs = createDialogs(await loadDialogs(dialogsDir));

/** A line that stands in a diagram: a state, a description without marks of Mermaid's own, a way with or without words. */
const words = '[^:;"{}<>%#]+';
const known = new RegExp(
  `^(?:stateDiagram-v2|  state "[\\w -]+" as s_\\w+|  s_\\w+ : ${words}|  (?:s_\\w+|\\[\\*\\]) --> (?:s_\\w+|\\[\\*\\])(?: : ${words})?)$`,
);

async function inFolder(work: (folder: string, run: typeof command) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'diagrams-'));
  try {
    await work(folder, command);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function command(folder: string, check = false): Promise<{ readonly code: number; readonly out: string }> {
  let out = '';
  const code = await diagramsCommand(dialogsDir, folder, { check }, (text) => {
    out += text;
  });
  return { code, out };
}

describe('the drawn dialogs', () => {
  test('are as the dialogs are; else `npm run diagrams`', async () => {
    expect(await stalePages(shipped, dialogs)).toEqual([]);
  });
  test('hold nothing but lines that are known to be Mermaid', async () => {
    for (const name of dialogs.keys()) {
      const text = await readFile(join(shipped, `${name}.md`), 'utf8');
      const diagram = /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1]?.split('\n') ?? [];
      expect(diagram.length).toBeGreaterThan(3);
      expect(diagram.filter((line) => !known.test(line))).toEqual([]);
    }
  });
});

describe('coach diagrams', () => {
  test('draws all, and once drawn finds nothing to do', async () => {
    await inFolder(async (folder, run) => {
      expect((await run(join(folder, 'new'))).code).toBe(0);
      expect(await readdir(join(folder, 'new'))).toEqual([...dialogs.keys()].map((name) => `${name}.md`));
      const again = await run(join(folder, 'new'), true);
      expect(again).toEqual({ code: 0, out: `${dialogs.size} diagrams are as the dialogs are\n` });
    });
  });
  test('with --check fails on what is missing, changed or left over, and touches nothing', async () => {
    await inFolder(async (folder, run) => {
      await run(folder);
      await writeFile(join(folder, 'menu.md'), 'changed by hand');
      await writeFile(join(folder, 'gone.md'), '# gone');
      await rm(join(folder, 'check-in.md'));
      const { code, out } = await run(folder, true);
      expect(code).toBe(1);
      expect(out.split('\n')).toEqual([
        'check-in.md: is missing',
        'menu.md: is not what the dialog says',
        'gone.md: is left over from a dialog that is gone',
        'run `npm run diagrams`',
        '',
      ]);
      expect(await readFile(join(folder, 'menu.md'), 'utf8')).toBe('changed by hand');
    });
  });
  test('repairs what is stale', async () => {
    await inFolder(async (folder, run) => {
      await run(folder);
      await writeFile(join(folder, 'menu.md'), 'changed by hand');
      await writeFile(join(folder, 'gone.md'), '# gone');
      expect((await run(folder)).out).toBe('menu.md: drawn again\ngone.md: removed\n');
      expect((await run(folder, true)).code).toBe(0);
    });
  });
});
