import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { openFileSpool } from '../adapters/file-spool/file-spool.ts';
import type { Config } from '../config/config.ts';
import { socketOf } from '../control/server.ts';
import { CoachError } from '../domain/errors.ts';
import type { CopyTo } from '../ports/copy.ts';
import { openStorage, type Storage } from './service.ts';

/** What of the configuration says where things are kept. */
export type StorageConfig = Pick<Config, 'dataDir' | 'masterKey'> & Partial<Pick<Config, 'mongo'>>;

/**
 * Where a configuration keeps things. The spool lies in the data folder, whatever the store is. `worker` is the embedded
 * store's built worker thread. MongoDB's driver is loaded only where it is asked for.
 * @throws CoachError what `openStorage` throws; `CONFIG_INVALID` for a connection string that is none.
 */
export async function openConfigured(
  config: StorageConfig,
  worker?: URL,
): Promise<Storage & { readonly copyTo: CopyTo }> {
  const { mongo = null, masterKey } = config;
  const dataDir = resolve(config.dataDir);
  if (mongo) return openOnMongo(dataDir, mongo, masterKey);
  const { store, keys, spool, copyTo } = await openStorage(dataDir, worker, masterKey);
  return { store, keys, spool, copyTo };
}

/** A store on MongoDB with its keys, and a spool in a folder that no other process of the service has. */
export async function openOnMongo(
  dataDir: string,
  mongo: NonNullable<Config['mongo']>,
  masterKey: Uint8Array | null,
): Promise<Storage & { readonly copyTo: CopyTo }> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (await isUsed(dataDir))
    throw new CoachError(
      'STORE_IN_USE',
      'Another process has this folder, and its spool: give each a COACH_DATA_DIR of its own.',
    );
  const { openMongo } = await import('../adapters/mongodb/open.ts');
  const { store, keys, real } = await openMongo({ ...mongo, dataDir, masterKey });
  const spool = await openFileSpool({ dir: `${dataDir}/spool`, seal: keys.system });
  return { store, keys, spool, real, copyTo: backUpElsewhere };
}

const backUpElsewhere: CopyTo = async () => {
  throw new CoachError(
    'BACKUP_ELSEWHERE',
    'The store is on MongoDB: back up both of its databases with MongoDB’s own tools, at rest or from a snapshot.',
  );
};

/** Whether a service answers on the socket of a folder. */
function isUsed(dataDir: string): Promise<boolean> {
  return new Promise((told) => {
    const socket = connect(socketOf(dataDir));
    const end = (used: boolean) => {
      socket.destroy();
      told(used);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
