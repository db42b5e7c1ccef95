import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from './write-whole.ts';

/** The room that is kept back, bytes: some fifty messages of a crisis. */
export const reserveBytes = 256 * 1024;

/** A file that is given up when the disk is full, so that a crisis can still be kept. */
export function createReserve(dir: string) {
  const path = join(dir, 'reserve');
  const isThere = async (): Promise<boolean> => (await stat(path).catch(() => null))?.size === reserveBytes;
  let drafts = 0;
  return {
    /** Makes the file where it is missing. Rejects while there is no room for it. */
    async fill(): Promise<void> {
      if (await isThere()) return writeWhole(join(dir, 'probe'), join(dir, `probe.${drafts++}.draft`), 'x');
      await rm(path, { force: true });
      // Random bytes: a file system that folds zeros away would keep no room.
      await writeWhole(path, join(dir, `reserve.${drafts++}.draft`), randomBytes(reserveBytes));
    },
    /** What `write` gives; on a full disk once more without the file. */
    async useFor<Result>(write: () => Promise<Result>): Promise<Result> {
      try {
        return await write();
      } catch (error) {
        if (!isFull(error)) throw error;
        await rm(path, { force: true });
        return write();
      }
    },
  };
}

const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException)?.code ?? '');
