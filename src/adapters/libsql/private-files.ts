import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What SQLite keeps beside a database. It gives them the rights of the database itself when it makes them. */
const beside = ['-wal', '-shm'];

/**
 * Makes a database and what stands beside it its owner's alone; a database that is missing is made. Opens no file that is
 * there: closing it would end the lock that another connection of this process holds. Says whether it made it.
 */
export async function keepPrivate(dataDir: string, database: string): Promise<boolean> {
  const path = join(dataDir, database);
  const made = await writeFile(path, '', { flag: 'wx', mode: 0o600 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      unless('EEXIST')(error);
      return false;
    },
  );
  for (const ending of ['', ...beside]) await closeToOthers(path + ending);
  return made;
}

/** Gives a file's owner alone its rights, where the file is there and this user may. The doctor reports what others may still read. */
export const closeToOthers = (path: string): Promise<void> =>
  chmod(path, 0o600).catch(unless('ENOENT', 'EPERM', 'EROFS'));

const unless =
  (...codes: readonly string[]) =>
  (error: NodeJS.ErrnoException): void => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
