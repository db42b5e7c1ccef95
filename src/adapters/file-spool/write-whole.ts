import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that has its name only when all of it is on disk; for its owner alone. Leaves nothing when it fails. */
export async function writeWhole(path: string, draft: string, content: string | Uint8Array): Promise<void> {
  try {
    await using(await open(draft, 'wx', 0o600), async (file) => {
      await file.writeFile(content);
      await file.sync();
    });
    await rename(draft, path);
    await using(await open(dirname(path), 'r'), (folder) => folder.sync());
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

type File = Awaited<ReturnType<typeof open>>;

async function using(file: File, work: (file: File) => Promise<void>): Promise<void> {
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
