import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CoachError } from '../../domain/errors.ts';
import { writeWhole } from './write-whole.ts';

/** How many files keep room, and how much each, bytes: a message of a crisis fits into one. */
const files = 16;
const fileBytes = 16 * 1024;

const nameOf = (index: number): string => `room-${String(index).padStart(2, '0')}`;

/** Files that are given up one by one when the disk is full, so that a crisis can still be kept. */
export function createReserve(dir: string) {
  let drafts = 0;
  const write = (name: string, bytes: number): Promise<void> =>
    // Random bytes: a file system that folds zeros away would keep no room.
    writeWhole(join(dir, name), join(dir, `${name}.${drafts++}.draft`), randomBytes(bytes));
  const present = async (): Promise<readonly string[]> =>
    (await readdir(dir).catch(() => [])).filter((name) => name.startsWith('room-') && !name.endsWith('.draft')).sort();

  /** Gives up one file; false when none is left. */
  async function giveUp(): Promise<boolean> {
    const last = (await present()).at(-1);
    if (last === undefined) return false;
    await rm(join(dir, last), { force: true });
    return true;
  }

  return {
    /** Makes the files that are missing, and writes something small where none is. Rejects when there is no room. */
    async fill(): Promise<void> {
      const there = new Set(await present());
      const missing = Array.from({ length: files }, (_, index) => nameOf(index)).filter((name) => !there.has(name));
      for (const name of missing) await write(name, fileBytes);
      if (missing.length === 0) await write('probe', 1);
    },
    /** What `work` gives; on a full disk again with the room of one file more, until none is left. */
    async useFor<Result>(work: () => Promise<Result>): Promise<Result> {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!isFull(error) || !(await giveUp())) throw error;
        }
      }
    },
  };
}

const full: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Whether the disk is full, as the file system or the store's thread says it. */
const isFull = (error: unknown): boolean =>
  full.has(error instanceof CoachError ? error.details['reason'] : (error as NodeJS.ErrnoException | null)?.code);
