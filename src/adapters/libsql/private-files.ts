import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What SQLite keeps beside a database. It gives them the rights of the database itself when it makes them. */
const beside = ['-wal', '-shm'];

/**
 * Makes a database and what stands beside it its owner's alone; a database that is missing is made. Opens no file that is
 * there: closing it would end the lock that another connection of this process holds.
 */
export async function keepPrivate(dataDir: string, database: string): Promise<void> {
  const path = join(dataDir, database);
  await writeFile(path, '', { flag: 'wx', mode: 0o600 }).catch(unlessCode('EEXIST'));
  for (const ending of ['', ...beside]) await chmod(path + ending, 0o600).catch(unlessCode('ENOENT'));
}

const unlessCode =
  (code: string) =>
  (error: NodeJS.ErrnoException): void => {
    if (error.code !== code) throw error;
  };
