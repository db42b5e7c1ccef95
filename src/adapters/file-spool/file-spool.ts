import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CoachError } from '../../domain/errors.ts';
import type { Seal } from '../../ports/keys.ts';
import type { Spool, Spooled } from '../../ports/spool.ts';
import { createReserve } from './reserve.ts';
import { writeWhole } from './write-whole.ts';

const ending = '.sealed';

/**
 * A spool of one sealed file per entry, in a folder for its owner alone that one process has open. An entry gets its name
 * last, so that half an entry has none; it and the folder are synced before `append` resolves. An entry that does not open is left out of `entries` and stays in the folder.
 * Its functions reject with CoachError `STORE_UNAVAILABLE` when the folder cannot be read or written.
 * @throws CoachError `STORE_UNAVAILABLE`.
 */
export async function openFileSpool({ dir, seal }: { dir: string; seal: Seal }): Promise<Spool> {
  await orUnavailable(mkdir(dir, { recursive: true, mode: 0o700 }));
  await orUnavailable(sweep(dir));
  const reserve = createReserve(dir);
  await reserve.fill().catch(() => {});
  let last = Number((await names(dir)).at(-1) ?? 0);
  const nextName = (): string => {
    // Microseconds of the clock, but always above the last: names keep the order whatever the clock does.
    last = Math.max(Date.now() * 1000, last + 1);
    return String(last).padStart(16, '0');
  };
  return {
    append: async (entry, crisis = false) => {
      const name = nextName();
      const write = () => writeDurably(dir, name, seal.seal(about(name), JSON.stringify(entry)));
      await orUnavailable(crisis ? reserve.useFor(write) : write());
      return name;
    },
    check: () => orUnavailable(reserve.fill()),
    entries: async () => {
      const found = await Promise.all((await names(dir)).map((name) => readEntry(dir, name, seal)));
      return found.filter((entry) => entry !== null);
    },
    remove: (name) => orUnavailable(rm(join(dir, name + ending), { force: true })),
  };
}

const about = (name: string): string => `spool|${name}`;

/** The names of whole entries, in order of arrival. */
async function names(dir: string): Promise<readonly string[]> {
  const files = await orUnavailable(readdir(dir));
  const whole = files.filter((file) => file.endsWith(ending));
  return whole.map((file) => file.slice(0, -ending.length)).sort();
}

/** Takes away what a killed process had not finished: it was never acknowledged, and holds room. */
async function sweep(dir: string): Promise<void> {
  await chmod(dir, 0o700).catch(() => {});
  const drafts = (await readdir(dir)).filter((file) => file.endsWith('.draft'));
  await Promise.all(drafts.map((file) => rm(join(dir, file), { force: true })));
}

async function readEntry(dir: string, name: string, seal: Seal): Promise<Spooled | null> {
  try {
    const box = await readFile(join(dir, name + ending), 'utf8');
    return { ...(JSON.parse(seal.open(about(name), box)) as Omit<Spooled, 'name'>), name };
  } catch {
    return null;
  }
}

const writeDurably = (dir: string, name: string, box: string): Promise<void> =>
  writeWhole(join(dir, name + ending), join(dir, `${name}.draft`), box);

async function orUnavailable<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new CoachError(
      'STORE_UNAVAILABLE',
      'The spool cannot be read or written: look at the disk (space, rights).',
      {
        reason,
      },
    );
  }
}
