import { openStorage, type Storage } from '../../src/service/service.ts';
import { memorySpool } from './app.ts';
import { memoryKeys } from './memory-keys.ts';
import { memoryEngine } from './memory-store.ts';
import { storeWorker } from './places.ts';

/** What a stage is opened with: where it keeps things. */
export type OpenStorage = (dataDir: string) => Promise<Storage>;

/** The embedded store, its keys and the spool, with the built worker thread. */
export const embedded: OpenStorage = (dataDir) => openStorage(dataDir, storeWorker);

/** All of it in memory, kept over a restart: another handle on the same engine is opened then. */
export function inMemory(): OpenStorage {
  const [engine, keys, spool] = [memoryEngine(), memoryKeys(), memorySpool()];
  return async () => ({ store: engine.open(), keys, spool });
}
