import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileNameOf, secretNames } from '../../config/keys.ts';
import type { Environment } from '../../config/problem.ts';
import { isOpenToOthers } from '../../service/folder-rights.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** What a start makes in the data folder, for its owner alone. */
const ownFiles = ['kek.key', 'coach.db', 'coach.db-wal', 'keys.db', 'keys.db-wal', 'folder.mark', 'coach.sock'];

const megabyte = 2 ** 20;
/** Node cuts a longer socket path without a word. */
const longestSocket = 100;

/** Can the data folder be used, and by its owner alone? Looks at it, and makes nothing. */
export async function checkFolder(dataDir: string): Promise<Finding> {
  const found = await stat(dataDir).catch(() => null);
  if (!found) return checkParent(dataDir);
  if (!found.isDirectory()) return fail('data folder', 'It is a file: set COACH_DATA_DIR to a folder.');
  if (!(await mayWrite(dataDir))) return fail('data folder', 'It cannot be written: give this user the folder.');
  if (await isOpenToOthers(dataDir))
    return warn(
      'data folder',
      `Others can write into it, or it is another user's: chown it to this user, chmod 700 ${dataDir}`,
    );
  return found.mode & 0o077
    ? warn('data folder', `Others on this machine can look into it: chmod 700 ${dataDir}`)
    : ok('data folder', `${dataDir} is for its owner alone.`);
}

async function checkParent(dataDir: string): Promise<Finding> {
  const above = await nearestFolder(dataDir);
  return (await mayWrite(above))
    ? ok('data folder', `${dataDir} is not there yet: the first start makes it.`)
    : fail('data folder', `It cannot be made in ${above}: set COACH_DATA_DIR, or give this user that folder.`);
}

/** Is there room on the disk of the data folder? */
export async function checkDisk(dataDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await nearestFolder(dataDir));
  const free = Math.floor((bavail * bsize) / megabyte);
  const say = `${free} MB are free`;
  if (free < 100) return fail('disk', `${say}: messages can soon not be kept. Make room now.`);
  return free < 1024 ? warn('disk', `${say}: make room before it is full.`) : ok('disk', `${say}.`);
}

/** Does a message wait that could not be stored? */
export async function checkSpool(dataDir: string): Promise<Finding> {
  const files = await readdir(join(dataDir, 'spool')).catch(() => []);
  const waiting = files.filter((file) => file.endsWith('.sealed')).length;
  if (waiting === 0) return ok('spool', 'Empty: every message is in the store.');
  return warn(
    'spool',
    `${waiting} of the messages wait for the store: start the service, and look at its log if they stay.`,
  );
}

/** Is the path of the service's socket short enough? Pure. */
export function checkSocket(dataDir: string): Finding {
  const bytes = Buffer.byteLength(join(dataDir, 'coach.sock'));
  return bytes <= longestSocket
    ? ok('socket', `Its path has ${bytes} of ${longestSocket} bytes.`)
    : fail(
        'socket',
        `Its path has ${bytes} bytes, and ${longestSocket} at most work: choose a shorter COACH_DATA_DIR.`,
      );
}

/** Can others read the files that hold secrets or the store? Files made by a container engine may be as it makes them. */
export async function checkSecretFiles(environment: Environment, dataDir: string): Promise<Finding> {
  const named = secretNames.flatMap((name) => environment[fileNameOf(name)] ?? []);
  const given = named.filter((path) => !resolve(path).startsWith('/run/secrets/'));
  const paths = [...given, ...ownFiles.map((file) => join(dataDir, file))];
  const found = await Promise.all(
    paths.map(async (path) => ({ path, mode: (await stat(path).catch(() => null))?.mode })),
  );
  const open = found.filter(({ mode = 0 }) => mode & 0o077).map(({ path }) => path);
  return open.length > 0
    ? warn('secret files', `Others on this machine can read them: chmod 600 ${open.join(' ')}`)
    : ok('secret files', 'None is open to others.');
}

async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() || dirname(path) === path ? path : nearestFolder(dirname(path));
}

const mayWrite = (path: string): Promise<boolean> =>
  access(path, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
