import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CoachError } from '../../domain/errors.ts';
import { keyBytes } from './seal.ts';

/** The key-encryption key of a file; null when there is no file. @throws CoachError `KEY_MISSING` when it is damaged. */
export async function readKeyFile(path: string): Promise<Uint8Array | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new CoachError('KEY_MISSING', 'The key file cannot be read: check its rights.', { reason: error.code ?? '' });
  });
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length === keyBytes) return key;
  throw new CoachError('KEY_MISSING', 'The key file is damaged: restore it from where it was copied to.');
}

/**
 * A new key, in a file of its own that only its owner can read, on disk when this resolves. Never half a file: it gets
 * its name last. Only for the process that holds the folder's lock.
 */
export async function createKeyFile(path: string): Promise<Uint8Array> {
  const key = randomBytes(keyBytes);
  const draft = `${path}.new`;
  await rm(draft, { force: true });
  await writeDurably(draft, `${key.toString('base64url')}\n`);
  await rename(draft, path);
  await syncFolder(dirname(path));
  return key;
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
