import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Outcome } from './play.ts';

/**
 * Keeps the whole conversation of every run, to compare with another build: one file per script, its runs in order, at
 * the script's own path below the folder (`a/b.script` becomes `FOLDER/a/b.txt`). Writes to the folder.
 */
export async function keepTranscripts(folder: string, outcomes: readonly Outcome[]): Promise<void> {
  for (const [file, texts] of textsByFile(outcomes)) {
    const path = join(folder, below(file));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${texts.join('\n\n')}\n`);
  }
}

function textsByFile(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, readonly string[]>();
  for (const { file, transcript } of outcomes) {
    if (transcript !== null) texts.set(file, [...(texts.get(file) ?? []), transcript]);
  }
  return texts;
}

/** A script's path as one that does not leave the folder it is put in. */
const below = (file: string): string =>
  `${file
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
    .replace(/\.script$/, '')}.txt`;
