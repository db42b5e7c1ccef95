import { resolve } from 'node:path';
import { createRehearsalNotifier } from '../adapters/rehearsal/notifier.ts';
import type { App } from '../app/create-coach.ts';
import type { Config } from '../config/config.ts';
import { clockOf } from '../environment.ts';
import { type Book, openService, openStorage } from '../service.ts';
import { silentLog } from './stage.ts';

/**
 * Does something with the app of a data folder that no service has open. Runs no loop and reaches nobody: what it leaves to
 * be sent waits for the service. @throws CoachError `STORE_IN_USE`, `KEY_MISSING`, and what the work throws.
 */
export async function withApp<Result>(
  { dataDir, masterKey, environment, country }: Config,
  book: Book,
  work: (app: App) => Promise<Result>,
  worker?: URL,
): Promise<Result> {
  const storage = await openStorage(resolve(dataDir), worker, masterKey);
  const clock = await clockOf(environment, storage.store);
  const parts = { book, country, log: silentLog, notifier: createRehearsalNotifier(), clock, channels: [] };
  const service = openService({ ...storage, ...parts });
  try {
    return await work(service.app);
  } finally {
    await service.stop();
  }
}
