import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, languages } from '../domain/language.ts';
import { type Compiled, compiledOf, type Whole, wholeOf } from './compiled.ts';
import { differenceOf, digestOf, type Sources } from './sources.ts';

/** A file of the build: one language, and the digests of all files that it was compiled of. */
interface BuiltFile {
  readonly shape: number;
  readonly sources: Sources;
  readonly compiled: Compiled;
}

/** Raise it when `Compiled` changes: what another build has left is not taken for one's own. */
const shape = 6;

const fileOf = (folder: string, language: Language): string => join(folder, `${language}.json`);

/** The digest of all before it ends the file: what was cut off or written over is told by it. */
export const endOf = (text: string): string => `,"digest":"${digestOf(text)}"}\n`;

/** Writes one file per language; each has its name only when all of it is written. */
export async function writeBuilt(folder: string, whole: Whole, sources: Sources): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const language of languages) {
    const file: BuiltFile = { shape, sources, compiled: compiledOf(whole, language) };
    const text = JSON.stringify(file).slice(0, -1);
    await replace(fileOf(folder, language), text + endOf(text));
  }
}

async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** What the build compiled of these sources, or why it cannot be taken, in words. Reads files. */
export async function readBuilt(folder: string, sources: Sources): Promise<Whole | { readonly stale: string }> {
  const found = await Promise.all(languages.map((language) => readOne(folder, language, sources)));
  const compiled: Partial<Record<Language, Compiled>> = {};
  for (const [index, language] of languages.entries()) {
    const one = found[index];
    if (!one || 'stale' in one) return { stale: one?.stale ?? '' };
    compiled[language] = one;
  }
  return wholeOf(compiled as Record<Language, Compiled>);
}

async function readOne(
  folder: string,
  language: Language,
  now: Sources,
): Promise<Compiled | { readonly stale: string }> {
  const path = fileOf(folder, language);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return { stale: `${path} cannot be read` };
  const end = text.lastIndexOf(',"digest":"');
  if (end < 0 || text.slice(end) !== endOf(text.slice(0, end))) return { stale: `${path} is damaged` };
  const file = JSON.parse(text) as BuiltFile;
  if (file.shape !== shape) return { stale: `${path} is of another build` };
  const difference = differenceOf(file.sources, now);
  return difference === null ? file.compiled : { stale: `${difference} since content was compiled` };
}
