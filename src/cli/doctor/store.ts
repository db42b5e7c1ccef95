import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createVault } from '../../app/aggregates/vault.ts';
import { createRowVerifier } from '../../app/audit/verify-row.ts';
import { createHealth, type HealthProblem } from '../../app/health/health.ts';
import { lookThrough } from '../../app/health/look-through.ts';
import type { Config } from '../../config/config.ts';
import { socketOf } from '../../control/server.ts';
import { CoachError } from '../../domain/errors.ts';
import { openStorage, type Storage } from '../../service/service.ts';
import { openConfigured } from '../../service/storage.ts';
import { askService, resultOf } from '../control-client.ts';
import { silentLog } from '../stage.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** What the service of the data folder says is wrong; null where none runs. */
type Answer = readonly HealthProblem[] | null;

/**
 * Does the store open, and do its keys? A running service is asked through its socket, because nothing else may open the file;
 * where none answers the store is opened as a start would, and closed. `worker` is the store's built worker thread.
 */
export async function checkStore(config: Config, dataDir: string, worker?: URL): Promise<readonly Finding[]> {
  const answer = await ask(dataDir);
  if (answer) return [ok('service', 'It runs on this data folder.'), ...told(answer)];
  const service = (await isTaken(config))
    ? fail('service', `Another program answers on port ${config.port}: stop it, or set PORT.`)
    : ok('service', 'None runs on this data folder.');
  return [service, await openOnce(config, dataDir, worker), await checkKey(config, dataDir)];
}

/** What a service says of itself. */
function told(problems: readonly HealthProblem[]): readonly Finding[] {
  if (problems.length === 0) return [ok('store', 'The service says that it can store.')];
  return problems.map(({ code, about, blocks }) =>
    (blocks ? fail : warn)('store', `${code}${about ? ` (${about})` : ''}: docs/errors.md says what to do.`),
  );
}

async function openOnce(config: Config, dataDir: string, worker?: URL): Promise<Finding> {
  const { masterKey, mongo } = config;
  const traces = await Promise.all(['folder.mark', 'coach.db', 'keys.db'].map((file) => isThere(join(dataDir, file))));
  const lived = traces.includes(true);
  if (!lived && !mongo) return ok('store', 'There is none yet: the first start makes it.');
  try {
    const { store, keys, spool } = mongo
      ? await openConfigured(config)
      : await openStorage(dataDir, worker, masterKey, 'look');
    const works = await Promise.all([store.check(), spool.check()]).then(
      () => true,
      () => false,
    );
    const broken = works ? await unreadableIn({ store, keys }) : [];
    const damaged = await store.setAside();
    await store.close();
    await keys.close();
    if (broken.length > 0 || damaged.length > 0) {
      const some = [...damaged, ...broken.slice(0, 20)].join('\n');
      return warn('store', `${broken.length} records cannot be read: restore a backup (docs/backup.md).\n${some}`);
    }
    return works
      ? ok('store', 'It opens and can be written, and so can its keys and the spool; every row is as it was written.')
      : fail('store', 'It opens and cannot be written: look at the disk (space, rights).');
  } catch (error) {
    return fail('store', error instanceof CoachError ? `${error.code}: ${error.message}` : 'It does not open.');
  }
}

/** What a service would report of the rows of a folder: kinds and ids. */
async function unreadableIn({ store, keys }: Pick<Storage, 'store' | 'keys'>): Promise<readonly string[]> {
  const health = createHealth(silentLog);
  const rows = createRowVerifier(store, keys, createVault(store, keys));
  await lookThrough({ store, keys, health }, rows, new AbortController().signal, 0);
  return health.problems().map(({ about }) => String(about));
}

async function checkKey({ masterKey }: Config, dataDir: string): Promise<Finding> {
  const own = await isThere(join(dataDir, 'kek.key'));
  if (!masterKey)
    return ok('key', 'The file kek.key in the data folder, made at the first start: for development only.');
  return own
    ? warn('key', 'kek.key lies in the data folder too: take it out once the service has started with your own key.')
    : ok('key', 'Given from outside the data folder.');
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Does anything listen where the service would? */
function isTaken({ host, port }: Config): Promise<boolean> {
  if (port === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect({ host: { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host, port, timeout: 2_000 });
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}

/** The running service is asked through its socket: so it is the one of this data folder, whatever its port. */
async function ask(dataDir: string): Promise<Answer> {
  const answer = await askService(socketOf(dataDir), 'status', {}).catch(() => null);
  if (!answer) return null;
  return ((await resultOf(answer)) as { problems?: readonly HealthProblem[] }).problems ?? [];
}
