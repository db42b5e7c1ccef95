import { chmod, open } from 'node:fs/promises';
import { join } from 'node:path';

/** What SQLite keeps beside a database. It gives them the rights of the database itself when it makes them. */
const beside = ['-wal', '-shm'];

/** Makes a database and what stands beside it its owner's alone, before anything opens it: made where it is missing. */
export async function keepPrivate(dataDir: string, database: string): Promise<void> {
  const path = join(dataDir, database);
  await makeWhereMissing(path);
  await closeToOthers(path);
  for (const ending of beside) await closeToOthers(path + ending);
}

/** Never opens a file that is there: closing it would give up the locks that this process may hold on it (POSIX). */
async function makeWhereMissing(path: string): Promise<void> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Makes a file its owner's alone, where there is one and this user may: the doctor tells what stays open. */
export async function closeToOthers(path: string): Promise<void> {
  await chmod(path, 0o600).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'EPERM', 'EROFS'].includes(error.code ?? '')) throw error;
  });
}
