import { copyFile, link, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CoachError } from '../../../domain/errors.ts';
import type { WorkerInput } from '../protocol.ts';
import { startThread } from '../thread.ts';
import type { File } from './mend.ts';

export type { File } from './mend.ts';

const beside = ['-wal', '-shm', '-journal'];

/** Damaged files that were set aside, by name. Touches the folder. */
export async function setAside(dataDir: string): Promise<readonly string[]> {
  const names = await readdir(dataDir);
  return names.filter((name) => /^(coach|keys)\.db\.damaged-\d+$/.test(name)).sort();
}

/**
 * Puts a new file with all that can be read of a damaged one in its place, and sets the damaged one aside. Nothing may have it
 * open. A process that is killed meanwhile leaves one of the two there, whole.
 * @throws CoachError `FOLDER_CHANGED` when too much is lost, `STORE_UNAVAILABLE` when there is no room for it.
 */
export async function mendFile(url: URL, { dataDir, now, strict }: WorkerInput, file: File): Promise<void> {
  const from = join(dataDir, file);
  const part = `${from}.part`;
  await removeAll(part);
  try {
    await writeFile(part, '', { flag: 'wx', mode: 0o600 });
    const input = { dataDir, now, strict, mend: file };
    const thread = await startThread(url, input, { onReply: () => {}, onEnd: () => {} });
    await thread.end();
    await sync(part);
    await refuseRest(from);
    await keep(from, await freeName(dataDir, file));
    await rename(part, from);
    await sync(dirname(from));
    for (const end of beside) await rm(from + end, { force: true });
  } catch (error) {
    await removeAll(part);
    throw error instanceof CoachError ? error : unmended(file, error);
  }
}

const removeAll = async (path: string): Promise<void> => {
  for (const end of ['', ...beside]) await rm(path + end, { force: true });
};

/** What was written and is not yet in the damaged file itself would be taken for the new one's. */
async function refuseRest(path: string): Promise<void> {
  const size = await stat(`${path}-wal`).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 0) throw new Error('the log of the damaged file is not empty');
}

async function freeName(dataDir: string, file: File): Promise<string> {
  const taken = new Set(await setAside(dataDir));
  let no = 1;
  while (taken.has(`${file}.damaged-${no}`)) no += 1;
  return join(dataDir, `${file}.damaged-${no}`);
}

/** The same file under another name; a copy where a disk knows no second name. */
const keep = (from: string, to: string): Promise<void> => link(from, to).catch(() => copyFile(from, to));

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unmended(file: File, error: unknown): CoachError {
  const reason = (error as NodeJS.ErrnoException).code ?? basename(String((error as Error).message));
  return new CoachError('STORE_UNAVAILABLE', `${file} is damaged and cannot be mended (${reason}): is there room?`, {
    file,
    reason,
  });
}
