import { link, open, rm } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { z } from 'zod';
import { CoachError } from '../domain/errors.ts';
import { define } from './define.ts';

const path = z.string().refine(isAbsolute);

/**
 * Copies the store, and with `keys` the wrapped keys, of one moment. A file gets its name when all of it is on disk.
 * @throws CoachError `FILE_EXISTS` when a name is taken, `FILE_UNWRITABLE`, `STORE_UNAVAILABLE`.
 */
export const backup = define(
  z.strictObject({ file: path, keys: path.nullable() }),
  async (parts, args, { progress }) => {
    const targets = args.keys === null ? [args.file] : [args.file, args.keys];
    const drafts = targets.map((target) => `${target}.${process.pid}.part`);
    const [store, keys = null] = drafts as [string, string?];
    try {
      for (const target of targets) await refuseTaken(target);
      for (const draft of drafts) await createEmpty(draft);
      progress('Copying the store …');
      await parts.copyTo({ store, keys });
      progress('Writing it to the disk …');
      for (const draft of drafts) await sync(draft);
      for (const [index, target] of targets.entries()) await giveName(drafts[index] as string, target);
    } finally {
      for (const draft of drafts) await rm(draft, { force: true });
    }
    return { file: args.file, keys: args.keys };
  },
);

async function refuseTaken(target: string): Promise<void> {
  const found = await open(target, 'r').catch(() => null);
  await found?.close();
  if (found) throw taken(target);
}

/** For its owner alone, before anything is in it. */
async function createEmpty(draft: string): Promise<void> {
  const file = await open(draft, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw cannot(error, draft);
  });
  await file.chmod(0o600);
  await file.close();
}

/** The name, only if nobody else took it meanwhile. */
async function giveName(draft: string, target: string): Promise<void> {
  await link(draft, target).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? taken(target) : cannot(error, target);
  });
  await sync(dirname(target));
}

async function sync(what: string): Promise<void> {
  const file = await open(what, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const taken = (target: string): CoachError =>
  new CoachError('FILE_EXISTS', `There is a file ${target} already: choose another name.`, { path: target });

const cannot = (error: NodeJS.ErrnoException, target: string): CoachError => {
  const reason = error.code ?? error.name;
  const message = `The backup ${target} cannot be written (${reason}): check its folder, space and rights.`;
  return new CoachError('FILE_UNWRITABLE', message, { path: target, reason });
};
