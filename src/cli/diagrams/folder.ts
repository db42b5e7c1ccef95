import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dialogs } from '../../engine/machine/dialog.ts';
import { pageOf } from './page.ts';

/** How a page of the folder differs from the dialogs. */
export interface Stale {
  readonly file: string;
  /** `left-over`: its dialog is gone. */
  readonly how: 'missing' | 'changed' | 'left-over';
}

/** Which pages of a folder are not what the dialogs say. Reads the folder. */
export async function stalePages(folder: string, dialogs: Dialogs): Promise<readonly Stale[]> {
  const present = await pagesIn(folder);
  const wanted = [...dialogs.keys()].map((name) => `${name}.md`);
  const leftOver = present.filter((file) => !wanted.includes(file)).map((file): Stale => ({ file, how: 'left-over' }));
  const others = await Promise.all(
    [...dialogs.values()].map(async (dialog): Promise<Stale[]> => {
      const file = `${dialog.name}.md`;
      if (!present.includes(file)) return [{ file, how: 'missing' }];
      const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
      return text === pageOf(dialog) ? [] : [{ file, how: 'changed' }];
    }),
  );
  return [...others.flat(), ...leftOver];
}

/** Writes the pages that are stale and removes those left over; answers what it did. Writes to the folder. */
export async function writePages(folder: string, dialogs: Dialogs): Promise<readonly Stale[]> {
  await mkdir(folder, { recursive: true });
  const stale = await stalePages(folder, dialogs);
  for (const { file, how } of stale) {
    const dialog = dialogs.get(file.replace(/\.md$/, ''));
    if (how === 'left-over' || !dialog) await rm(join(folder, file));
    else await writeFile(join(folder, file), pageOf(dialog));
  }
  return stale;
}

async function pagesIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.filter((file) => file.endsWith('.md')).sort();
}
