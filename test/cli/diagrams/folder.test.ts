import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadDialogs } from '../../../src/app/catalog/load-dialogs.ts';
import { exercisePages } from '../../../src/cli/diagrams/exercises.ts';
import { stalePages } from '../../../src/cli/diagrams/folder.ts';
import { diagramPages } from '../../../src/cli/diagrams/page.ts';
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
    expect(await stalePages(shipped, diagramPages(dialogs))).toEqual([]);
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

describe('what each exercise says of itself', () => {
  const pages = exercisePages(dialogs);
  test('stands in docs/exercises as the dialogs say it; else `npm run diagrams`', async () => {
    expect(await stalePages(join(root, 'docs/exercises'), pages)).toEqual([]);
  });
  test('tells who may not do it, how long, where, and what crosses', () => {
    const told = [...dialogs.values()].filter(({ exercise }) => exercise).map(({ name }) => `${name}.md`);
    expect([...pages.keys()].sort()).toEqual(['README.md', ...told].sort());
    const page = pages.get('listen.md') ?? '';
    expect(page).toContain('**How long**: 20 minutes');
    expect(page).toMatch(/\*\*Not for\*\*: .*fear of the other partner/);
    expect(page).toMatch(/\*\*On\*\*: .*SMS, Teams/);
    expect(page).toContain('words that their writer saw in a preview and approved');
    expect(page).not.toContain('undefined');
  });
});

describe('coach diagrams', () => {
  test('draws all, and once drawn finds nothing to do', async () => {
    await inFolder(async (folder, run) => {
      expect((await run(join(folder, 'new'))).code).toBe(0);
      expect(await readdir(join(folder, 'new', 'dialogs'))).toEqual([...dialogs.keys()].map((name) => `${name}.md`));
      const again = await run(join(folder, 'new'), true);
      expect(again).toEqual({ code: 0, out: `${dialogs.size} diagrams are as the dialogs are\n` });
    });
  });
  test('with --check fails on what is missing, changed or left over, and touches nothing', async () => {
    await inFolder(async (folder, run) => {
      await run(folder);
      await writeFile(join(folder, 'dialogs', 'menu.md'), 'changed by hand');
      await writeFile(join(folder, 'dialogs', 'gone.md'), '# gone');
      await rm(join(folder, 'dialogs', 'check-in.md'));
      const { code, out } = await run(folder, true);
      expect(code).toBe(1);
      expect(out.split('\n')).toEqual([
        'dialogs/check-in.md: is missing',
        'dialogs/menu.md: is not what the dialog says',
        'dialogs/gone.md: is left over from a dialog that is gone',
        'run `npm run diagrams`',
        '',
      ]);
      expect(await readFile(join(folder, 'dialogs', 'menu.md'), 'utf8')).toBe('changed by hand');
    });
  });
  test('repairs what is stale', async () => {
    await inFolder(async (folder, run) => {
      await run(folder);
      await writeFile(join(folder, 'dialogs', 'menu.md'), 'changed by hand');
      await writeFile(join(folder, 'dialogs', 'gone.md'), '# gone');
      expect((await run(folder)).out).toBe('dialogs/menu.md: drawn again\ndialogs/gone.md: removed\n');
      expect((await run(folder, true)).code).toBe(0);
    });
  });
});
