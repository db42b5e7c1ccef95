import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { CoachError } from '../../domain/errors.ts';
import type { Storage } from '../../service/service.ts';
import { openOnMongo } from '../../service/storage.ts';
import { databaseOn, dropDatabases } from '../own-databases.ts';

/** Stages on MongoDB, each in databases of its own. */
export interface MongoStages {
  openStorage(dataDir: string): Promise<Storage>;
  /** Removes all of their databases. */
  drop(): Promise<void>;
}

/**
 * Where scripts keep things on the server of a connection string. A stage that is opened again finds what it kept. The key is
 * this process's own. @throws CoachError `CONFIG_INVALID` without a connection string.
 */
export function createMongoStages(uri: string | undefined): MongoStages {
  if (!uri) throw new CoachError('CONFIG_INVALID', 'Scripts on MongoDB need a server: set MONGODB_URI.');
  const key = randomBytes(32);
  const names = new Set<string>();
  return {
    async openStorage(dataDir) {
      const name = `script_${basename(dataDir)}`;
      names.add(name);
      return openOnMongo(dataDir, { uri: databaseOn(uri, name), keysUri: null }, key);
    },
    async drop() {
      await dropDatabases(uri, names);
      names.clear();
    },
  };
}
