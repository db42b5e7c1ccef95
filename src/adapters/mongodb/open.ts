import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { CoachError } from '../../domain/errors.ts';
import type { Keys } from '../../ports/keys.ts';
import type { Store } from '../../ports/store.ts';
import { createKeyFile, readKeyFile } from '../keys/key-file.ts';
import { createKeys } from '../keys/keys.ts';
import { keyBytes, keyId } from '../keys/seal.ts';
import { answered } from './faults.ts';
import { ensureIndexes } from './indexes.ts';
import { createKeyStore } from './key-store.ts';
import { startServerClock } from './server-clock.ts';
import { createStore } from './store.ts';

/** Where the store is. */
export interface MongoOptions {
  /** The connection string; its database is the store's, `coach` where it names none. */
  readonly uri: string;
  /** That of the keys: the same server and `<database>_keys` where it is left out. */
  readonly keysUri?: string | null;
  /** The key-encryption key, 32 bytes; the file kek.key of `dataDir` where it is left out. */
  readonly masterKey?: Uint8Array | null;
  readonly dataDir: string;
  /** Real time for leases; the server's clock where it is left out. */
  readonly real?: () => number;
  /** How often subscribers ask for what others wrote, ms. */
  readonly everyMs?: number;
  /** Whether change streams wake them before that: a hint, never needed. */
  readonly hints?: boolean;
}

/** The store, its keys, and the clock that all processes share. */
export interface OpenMongo {
  readonly store: Store;
  readonly keys: Keys;
  readonly real: () => number;
}

/** What every command waits for at most, ms, and what every write has to reach. */
const settings = {
  appName: 'side-by-side',
  readPreference: 'primary',
  readConcern: { level: 'majority' },
  writeConcern: { w: 'majority', j: true, wtimeoutMS: 5_000 },
  retryWrites: true,
  retryReads: true,
  serverSelectionTimeoutMS: 2_500,
  connectTimeoutMS: 2_500,
  socketTimeoutMS: 8_000,
  heartbeatFrequencyMS: 2_000,
} as const;

const defaultDatabase = 'coach';

/**
 * The store and its keys on a MongoDB replica set, which other processes may have open too.
 * @throws CoachError `CONFIG_INVALID` for a connection string that is none, `STORE_UNAVAILABLE` when it does not answer or an
 * index is not what it has to be, `KEY_MISSING` when the keys belong to another key-encryption key.
 */
export async function openMongo(options: MongoOptions): Promise<OpenMongo> {
  const client = connect(options.uri);
  const keysClient = options.keysUri ? connect(options.keysUri) : client;
  const clients = new Set([client, keysClient]);
  const closeAll = async (): Promise<void> => {
    for (const each of clients) await each.close().catch(() => {});
  };
  try {
    const db = client.db(databaseOf(options.uri) ?? defaultDatabase);
    const keysDb = keysClient.db((options.keysUri && databaseOf(options.keysUri)) || `${db.databaseName}_keys`);
    for (const each of clients) await answered(() => each.connect());
    const clock = await answered(() => startServerClock(db));
    const now = options.real ?? clock.now;
    await answered(() => ensureIndexes(db));
    const close = afterBoth(async () => {
      clock.stop();
      await closeAll();
    });
    const { keyStore, ...named } = createKeyStore(keysDb, close());
    const master = await masterKey(named, options);
    const probe = (): Promise<void> => answered(() => write(db, now()).then(() => write(keysDb, now())));
    const { everyMs = 400, hints = true } = options;
    const store = createStore({ db, now, everyMs, hints, probe, close: close() });
    return { store, keys: createKeys(master, keyStore), real: now };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** @throws CoachError `CONFIG_INVALID`; the connection string, which may hold a password, is not told. */
function connect(uri: string): MongoClient {
  try {
    return new MongoClient(uri, settings);
  } catch {
    throw new CoachError('CONFIG_INVALID', 'MONGODB_URI or MONGODB_KEYS_URI is no connection string of MongoDB.');
  }
}

/** The database that a connection string names. Pure. */
const databaseOf = (uri: string): string | null => /^[^/]+:\/\/[^/]+\/([^?/]+)/.exec(uri)?.[1] ?? null;

/** Writes the one document by which is seen whether a database can be written. */
async function write(db: Db, at: number): Promise<void> {
  await db
    .collection<{ _id: string; at: number }>('probe')
    .updateOne({ _id: 'probe' }, { $set: { at } }, { upsert: true });
}

type Named = Omit<ReturnType<typeof createKeyStore>, 'keyStore'>;

/** The key-encryption key; a new one only where nothing was wrapped yet. */
async function masterKey(named: Named, { dataDir, masterKey: given }: MongoOptions): Promise<Uint8Array> {
  const path = join(dataDir, 'kek.key');
  const wrappedBy = await named.wrappedBy();
  const found = given ?? (await readKeyFile(path));
  if (!found && wrappedBy)
    throw missing('Every process needs the key that these keys were wrapped by: set COACH_KEY_FILE.');
  const master = found ?? (await createKeyFile(path));
  if (master.length !== keyBytes) throw missing('The key-encryption key must have 32 bytes.');
  if ((wrappedBy ?? (await named.setWrappedBy(keyId(master)))) !== keyId(master))
    throw missing('This database belongs to another key-encryption key: give every process the same COACH_KEY_FILE.');
  return master;
}

const missing = (message: string): CoachError => new CoachError('KEY_MISSING', message);

/** Makes closers; `end` is called once all of them were. */
function afterBoth(end: () => Promise<void>): () => () => Promise<void> {
  const open = new Set<object>();
  return () => {
    const mine = {};
    open.add(mine);
    return async () => {
      if (open.delete(mine) && open.size === 0) await end();
    };
  };
}
