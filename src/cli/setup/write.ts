import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { envText } from '../../config/env-text.ts';
import { type Answers, botSecretFile, type Env } from './answers.ts';

/**
 * Writes key, secret and .env, each whole or not at all, for their owner alone, the .env last; a .env that was there
 * before is kept beside it. All at once, so that Ctrl+C finds nothing half done. Gives one line per file.
 */
export function writeSetup(folder: string, answers: Answers, env: Env): readonly string[] {
  const text = envText(env);
  const told: string[] = [];
  if (answers.keyFile !== null) told.push(placeKey(folder, answers.keyFile, answers.dataDir));
  if (answers.bot?.secret) {
    writeWhole(resolve(folder, botSecretFile), `${answers.bot.secret}\n`);
    told.push(`${botSecretFile}: the client secret`);
  }
  const path = join(folder, '.env');
  if (existsSync(path)) told.push(`${keepCopy(path)}: the .env as it was`);
  writeWhole(path, text);
  return [...told, '.env: the configuration'];
}

/** A key at `place`: the one that is there, or the data folder's own, which its data needs, or a new one. */
function placeKey(folder: string, place: string, dataDir: string): string {
  const path = resolve(folder, place);
  if (existsSync(path)) return `${place}: the key that was there already`;
  const own = join(resolve(folder, dataDir), 'kek.key');
  const isCopy = existsSync(own);
  writeWhole(path, isCopy ? readFileSync(own, 'utf8') : `${randomBytes(32).toString('base64url')}\n`);
  return isCopy
    ? `${place}: a copy of the key in the data folder; take that one out when the service has started with this`
    : `${place}: a new key. Keep a copy in a safe place: without it nothing that is stored can be read`;
}

function keepCopy(path: string): string {
  const copy = `${path}.${new Date().toISOString().replace(/\D/g, '').slice(0, 17)}`;
  copyFileSync(path, copy, constants.COPYFILE_EXCL);
  return copy.slice(dirname(path).length + 1);
}

/** A file that has its name only when it is whole and on disk. */
function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
