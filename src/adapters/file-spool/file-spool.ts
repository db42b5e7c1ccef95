import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CoachError } from '../../domain/errors.ts';
import type { Seal } from '../../ports/keys.ts';
import type { Spool, Spooled } from '../../ports/spool.ts';

const ending = '.sealed';

/**
 * A spool of one sealed file per entry. An entry gets its name last, so that half an entry has none; it and the folder
 * are synced before `append` resolves. An entry that does not open is left out of `entries` and stays in the folder.
 * Its functions reject with CoachError `STORE_UNAVAILABLE` when the folder cannot be read or written.
 * @throws CoachError `STORE_UNAVAILABLE`.
 */
export async function openFileSpool({ dir, seal }: { dir: string; seal: Seal }): Promise<Spool> {
  await orUnavailable(mkdir(dir, { recursive: true, mode: 0o700 }));
  let last = Number((await names(dir)).at(-1) ?? 0);
  const nextName = (): string => {
    // Microseconds of the clock, but always above the last: names keep the order whatever the clock does.
    last = Math.max(Date.now() * 1000, last + 1);
    return String(last).padStart(16, '0');
  };
  return {
    append: async (entry) => {
      const name = nextName();
      await orUnavailable(writeDurably(dir, name, seal.seal(about(name), JSON.stringify(entry))));
      return name;
    },
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

async function readEntry(dir: string, name: string, seal: Seal): Promise<Spooled | null> {
  try {
    const box = await readFile(join(dir, name + ending), 'utf8');
    return { ...(JSON.parse(seal.open(about(name), box)) as Omit<Spooled, 'name'>), name };
  } catch {
    return null;
  }
}

async function writeDurably(dir: string, name: string, box: string): Promise<void> {
  const draft = join(dir, `${name}.draft`);
  try {
    await using(await open(draft, 'wx', 0o600), async (file) => {
      await file.writeFile(box);
      await file.sync();
    });
    await rename(draft, join(dir, name + ending));
    await using(await open(dir, 'r'), (folder) => folder.sync());
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
