import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CoachError } from '../../domain/errors.ts';
import type { CopyTo } from '../../ports/copy.ts';
import type { Keys } from '../../ports/keys.ts';
import type { Store } from '../../ports/store.ts';
import { createKeyFile, readKeyFile } from '../keys/key-file.ts';
import { createKeys, type KeyStore } from '../keys/keys.ts';
import { keyBytes, keyId } from '../keys/seal.ts';
import { type Client, startClient } from './client.ts';
import { enter, type Missing } from './enter.ts';
import type { LibsqlOptions } from './libsql-options.ts';
import { refuseLostFile } from './marker.ts';
import { setAside } from './mend/mend-file.ts';
import { closeToOthers, keepPrivate } from './private-files.ts';
import { createStore } from './store.ts';

/** The store, its keys, and how to copy both while they are in use. */
export interface OpenStore {
  readonly store: Store;
  readonly keys: Keys;
  readonly copyTo: CopyTo;
  /** What one file knows of and the other has not, when it was opened with `accept`; else nothing. */
  readonly missing: Missing;
  /** Takes the folder as it is, where it was opened with `accept`: the next start finds nothing changed. */
  accept(): Promise<void>;
}

/**
 * The embedded store and its keys, both held by one worker thread. The folder is free when both are closed.
 * @throws CoachError `STORE_IN_USE` when anything has the folder open, `KEY_MISSING` when the keys in it belong to
 * another key-encryption key, `FOLDER_CHANGED` when a file is gone or is not as it was left, `STORE_UNAVAILABLE` when it cannot be written.
 */
export async function openLibsql(options: LibsqlOptions): Promise<OpenStore> {
  const { dataDir, worker = new URL('./worker.js', import.meta.url), real = Date.now } = options;
  await makeFolder(dataDir);
  await refuseLostFile(dataDir);
  const made = await makePrivate(dataDir);
  const strict = options.as === undefined || options.as === 'start' || options.as === 'look';
  let entered: (() => Promise<void>) | null = null;
  // A mended file may have lost rows: from now on it is as it was left.
  const client = await startClient(worker, { dataDir, now: real(), strict }, () => entered?.());
  try {
    const master = await masterKey(client, options);
    const { renew, missing } = await enter(client, master, options);
    entered = renew;
    const close = afterBoth(client);
    return {
      store: createStore(client, real, () => setAside(dataDir), close()),
      keys: createKeys(master, keyStore(client, close())),
      missing,
      accept: renew,
      copyTo: async (copies) => {
        await client.call('copyTo', copies);
        // From now on the copy is older than the folder.
        await renew();
      },
    };
  } catch (error) {
    // While the files are still held by nobody else: a folder that is refused is left as it was found.
    if (error instanceof CoachError && error.code === 'FOLDER_CHANGED')
      for (const path of made) for (const end of ['', '-wal', '-shm']) await rm(path + end, { force: true });
    await client.close();
    throw error;
  }
}

const keyStore = ({ call }: Client, close: () => Promise<void>): KeyStore => ({
  read: (kind, id) => call('readKeys', kind, id),
  add: (kind, id, keys) => call('addKeys', kind, id, keys),
  page: (after, limit) => call('keyPage', after, limit),
  heads: {
    note: (heads) => call('noteHeads', heads),
    read: (kind, id) => call('readHead', kind, id),
    list: (kind, page) => call('listHeads', kind, page),
    replace: (head) => call('replaceHead', head),
    remove: (kind, id) => call('removeHead', kind, id),
  },
  close,
});

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw unusable(`The data folder ${path} cannot be made`, error);
  });
  // Only a file that is written shows that files can be: rights alone say nothing of a disk that is read only.
  const probe = join(path, `.written-${process.pid}`);
  await writeFile(probe, '', { mode: 0o600 })
    .then(() => rm(probe, { force: true }))
    .catch((error: NodeJS.ErrnoException) => {
      throw unusable(`The data folder ${path} cannot be written`, error);
    });
}

/** The files of the store, before they are opened, and the key: for their owner alone. Gives the files that it made. */
async function makePrivate(dataDir: string): Promise<readonly string[]> {
  const made: string[] = [];
  try {
    for (const file of ['coach.db', 'keys.db']) if (await keepPrivate(dataDir, file)) made.push(join(dataDir, file));
    await closeToOthers(join(dataDir, 'kek.key'));
    return made;
  } catch (error) {
    throw unusable(`A file of the store in ${dataDir} cannot be written`, error as NodeJS.ErrnoException);
  }
}

function unusable(what: string, error: NodeJS.ErrnoException): CoachError {
  const reason = error.code ?? error.name;
  return new CoachError('STORE_UNAVAILABLE', `${what} (${reason}): check COACH_DATA_DIR and the rights there.`, {
    reason,
  });
}

/** The key-encryption key; a new one only where nothing was wrapped yet. */
async function masterKey(client: Client, { dataDir, masterKey: given }: LibsqlOptions): Promise<Uint8Array> {
  const path = join(dataDir, 'kek.key');
  const wrappedBy = await client.call('wrappedBy');
  const found = given ?? (await readKeyFile(path));
  if (!found && wrappedBy) throw missing('The file kek.key is gone: put it back from where it was copied to.');
  const master = found ?? (await createKeyFile(path));
  if (master.length !== keyBytes) throw missing('The key-encryption key must have 32 bytes.');
  if (wrappedBy && wrappedBy !== keyId(master)) throw missing('This folder belongs to another key-encryption key.');
  if (!wrappedBy) await client.call('setWrappedBy', keyId(master));
  return master;
}

const missing = (message: string): CoachError => new CoachError('KEY_MISSING', message);

/** Makes two closers; the thread ends when both were called. */
function afterBoth(client: Client): () => () => Promise<void> {
  let open = 0;
  return () => {
    let mine = true;
    open += 1;
    return async () => {
      if (mine) open -= 1;
      mine = false;
      if (open === 0) await client.close();
    };
  };
}
