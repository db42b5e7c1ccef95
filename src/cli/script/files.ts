import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CoachError } from '../../domain/errors.ts';

/**
 * The scripts at the paths, sorted, each once: a file as it is named, a directory's `*.script` files at any depth. Reads
 * the file system.
 * @throws CoachError `NOT_FOUND` for a path that does not exist or holds no script.
 */
export async function findScripts(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(scriptsAt));
  const files = [...new Set(found.flat())].sort();
  if (files.length === 0) throw new CoachError('NOT_FOUND', 'Name a script file or a directory of *.script files.');
  return files;
}

async function scriptsAt(path: string): Promise<readonly string[]> {
  const entry = await stat(path).catch((cause: unknown) => missing(path, 'There is nothing at', cause));
  if (!entry.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  const scripts = names.filter((name) => name.endsWith('.script')).map((name) => join(path, name));
  return scripts.length > 0 ? scripts : missing(path, 'There is no *.script file in');
}

function missing(path: string, what: string, cause?: unknown): never {
  throw new CoachError(
    'NOT_FOUND',
    `${what} ${path}. Name a script file or a directory that holds some.`,
    { path },
    cause,
  );
}
