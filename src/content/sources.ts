import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files that content is compiled of, by their path below its folder: the digest of each. */
export type Sources = Readonly<Record<string, string>>;

/**
 * The digests of a content folder: its texts, words, crisis lines and screening rules. What lies in the folder itself (the
 * never-say list, who has read what) is for checks alone, and not among them. Reads files.
 */
export async function sourcesOf(dir: string): Promise<Sources> {
  const names = (await readdir(dir, { recursive: true }).catch(() => []))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.includes('/') && /\.ya?ml$/.test(name))
    .sort();
  const digests = await Promise.all(
    names.map(async (name) => [name, await readFile(join(dir, name)).then(digestOf, () => unreadable)] as const),
  );
  return Object.fromEntries(digests);
}

/** In place of a digest, for what the compiler will tell of with its place. */
const unreadable = 'unreadable';

/** SHA-256 in hex. Pure. */
export const digestOf = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** What is not the same in two sets of sources, in words; null when nothing is. Pure. */
export function differenceOf(built: Sources, now: Sources): string | null {
  const changed = Object.keys({ ...built, ...now }).filter((name) => built[name] !== now[name]);
  const [first] = changed.sort();
  if (first === undefined) return null;
  const what = now[first] === undefined ? 'is gone' : built[first] === undefined ? 'is new' : 'has changed';
  const others = changed.length > 1 ? `, and ${changed.length - 1} more` : '';
  return `${first} ${what}${others}`;
}
