import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../domain/language.ts';
import type { Report } from './problems.ts';

/** Reports every folder that is neither a language nor one of `others`: nobody would read what is in it. Reads the folder. */
export async function reportUnknownFolders(dir: string, others: readonly string[], report: Report): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const known: readonly string[] = [...languages, ...others];
  for (const { name } of entries.filter((entry) => entry.isDirectory() && !known.includes(entry.name)).sort(byName)) {
    const what = `${name} is no language of this build (${languages.join(', ')}), so nobody would read this folder`;
    const todo = 'follow "A new language" in CONTRIBUTING.md, or take the folder out';
    report(join(dir, name), 1, 'language-unknown', `${what}; ${todo}`);
  }
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1;
