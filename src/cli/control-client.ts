import { stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { App } from '../app/create-app.ts';
import { createHealthCheck } from '../app/health/check-health.ts';
import { createHealth } from '../app/health/health.ts';
import type { Config } from '../config/config.ts';
import type { Telling } from '../control/operation.ts';
import { operations } from '../control/operations.ts';
import { socketOf } from '../control/server.ts';
import { CoachError, type ErrorCode, type ErrorDetails } from '../domain/errors.ts';
import { clockOf } from '../service/environment.ts';
import { type Catalog, openService, type Storage } from '../service/service.ts';
import { openConfigured } from '../service/storage.ts';
import { builtCatalog, silentLog } from './stage.ts';

/** What it takes to open a data folder. */
export type StoreConfig = Pick<Config, 'dataDir' | 'masterKey' | 'environment' | 'country' | 'zone'> &
  Partial<Pick<Config, 'mongo'>>;

/** Tests that run the sources name the built worker of the store, and the catalog. */
export interface Build {
  readonly worker?: URL;
  readonly loadCatalog?: () => Promise<Catalog>;
}

const deaf: Telling = { progress: () => {}, item: () => {} };

type Line =
  | { readonly progress: string }
  | { readonly item: object }
  | { readonly value: object }
  | { readonly fault: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails } };

/**
 * Has the running service of a folder do something; where none runs, opens the store here, does the same and closes it.
 * @throws CoachError what the operation throws, `NOT_FOUND` where there is no store, `STORE_IN_USE`.
 */
export async function withService(
  config: StoreConfig,
  operation: string,
  args: object,
  told: Partial<Telling> = {},
  build: Build = {},
): Promise<object> {
  const telling = { ...deaf, ...told };
  const response = await askService(socketOf(resolve(config.dataDir)), operation, args);
  if (!response) return alone(config, operation, args, telling, build);
  return resultOf(response, telling);
}

/** What an answer comes to. @throws CoachError what the operation threw, `STORE_UNAVAILABLE` when the answer ends early. */
export async function resultOf(response: IncomingMessage, telling: Telling = deaf): Promise<object> {
  for await (const text of createInterface({ input: response })) {
    const line = JSON.parse(text) as Line;
    if ('value' in line) return line.value;
    if ('fault' in line) throw new CoachError(line.fault.code, line.fault.message, line.fault.details);
    if ('item' in line) telling.item(line.item);
    else telling.progress(line.progress);
  }
  throw new CoachError('STORE_UNAVAILABLE', 'The service ended before it answered: start it and try again.');
}

/** What a socket's path says where no service runs: it is not there, its process is gone, or its folder is a file. */
const nobodyThere: ReadonlySet<string> = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTDIR']);

/** The answer of the running service; null when none runs. */
export function askService(socketPath: string, operation: string, args: object): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, path: `/${operation}`, method: 'POST' }, resolve);
    asking.once('error', (error: NodeJS.ErrnoException) => {
      if (nobodyThere.has(error.code ?? '')) return resolve(null);
      const message = `The service's socket ${socketPath} cannot be asked (${error.code}): run this as the service's own user.`;
      reject(new CoachError('STORE_UNAVAILABLE', message, { reason: error.code ?? '' }, error));
    });
    asking.end(JSON.stringify(args));
  });
}

async function alone(config: StoreConfig, name: string, args: object, telling: Telling, build: Build): Promise<object> {
  const dataDir = resolve(config.dataDir);
  const operation = operations.get(name);
  if (!operation) throw new CoachError('NOT_FOUND', 'There is no such operation.');
  const found = config.mongo ?? (await stat(join(dataDir, 'coach.db')).catch(() => null));
  if (!found && !operation.mayCreate)
    throw new CoachError('NOT_FOUND', `There is no store in ${dataDir}: set COACH_DATA_DIR.`);
  const { copyTo, ...storage } = await openConfigured(config, build.worker);
  try {
    const app = () => appOver(storage, config, build.loadCatalog ?? builtCatalog);
    const clock = { now: Date.now, real: Date.now };
    const problems = createHealthCheck({ ...storage, clock, health: createHealth(silentLog) });
    return await operation.run({ store: storage.store, copyTo, since: null, problems, app }, args, telling);
  } finally {
    await storage.store.close();
    await storage.keys.close();
  }
}

/** The app without its loops: it reaches nobody, and what it leaves to be sent waits for the service. */
async function appOver(
  storage: Storage,
  { environment, country, zone }: StoreConfig,
  loadCatalog: () => Promise<Catalog>,
): Promise<App> {
  const clock = await clockOf(environment, storage.store, storage.real);
  const parts = {
    catalog: await loadCatalog(),
    country,
    zone,
    log: silentLog,
    mustGoLive: environment === 'production',
    channels: [],
  };
  return openService({ ...storage, ...parts, clock }).app;
}
