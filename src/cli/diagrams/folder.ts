import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The pages that a folder is to hold: each file's name, and its text. */
export type Pages = ReadonlyMap<string, string>;

/** How a page of the folder differs from what it is made of. */
export interface Stale {
  readonly file: string;
  /** `left-over`: its dialog is gone. */
  readonly how: 'missing' | 'changed' | 'left-over';
}

/** Which pages of a folder are not what they are to be. Reads the folder. */
export async function stalePages(folder: string, pages: Pages): Promise<readonly Stale[]> {
  const present = await pagesIn(folder);
  const leftOver = present.filter((file) => !pages.has(file)).map((file): Stale => ({ file, how: 'left-over' }));
  const others = await Promise.all(
    [...pages].map(async ([file, wanted]): Promise<Stale[]> => {
      if (!present.includes(file)) return [{ file, how: 'missing' }];
      const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
      return text === wanted ? [] : [{ file, how: 'changed' }];
    }),
  );
  return [...others.flat(), ...leftOver];
}

/** Writes the pages that are stale and removes those left over; answers what it did. Writes to the folder. */
export async function writePages(folder: string, pages: Pages): Promise<readonly Stale[]> {
  await mkdir(folder, { recursive: true });
  const stale = await stalePages(folder, pages);
  for (const { file } of stale) {
    const text = pages.get(file);
    await (text === undefined ? rm(join(folder, file)) : writeFile(join(folder, file), text));
  }
  return stale;
}

async function pagesIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.filter((file) => file.endsWith('.md')).sort();
}
