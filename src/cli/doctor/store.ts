import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config/config.ts';
import { CoachError } from '../../domain/errors.ts';
import { openStorage } from '../../service.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Who answers on the port: our service that can store or cannot, another program, or nobody. */
type Answer = 'ready' | 'not ready' | 'a stranger' | 'nobody';

/**
 * Does the store open, and do its keys? A running service is asked over HTTP, because nothing else may open the file;
 * where none answers the store is opened as a start would, and closed. `worker` is the store's built worker thread.
 */
export async function checkStore(config: Config, dataDir: string, worker?: URL): Promise<readonly Finding[]> {
  const answer = await ask(config);
  const at = `port ${config.port}`;
  if (answer === 'ready')
    return [ok('service', `It runs on ${at}.`), ok('store', 'The service says that it can store.')];
  if (answer === 'not ready') {
    return [
      ok('service', `It runs on ${at}.`),
      fail('store', 'The service cannot store: look at its log, then the disk.'),
    ];
  }
  const service =
    answer === 'a stranger'
      ? fail('service', `Another program answers on ${at}: stop it, or set PORT.`)
      : ok('service', `None answers on ${at}.`);
  return [service, await openOnce(config, dataDir, worker), await checkKey(config, dataDir)];
}

async function openOnce({ masterKey }: Config, dataDir: string, worker?: URL): Promise<Finding> {
  if (!(await isThere(join(dataDir, 'coach.db')))) return ok('store', 'There is none yet: the first start makes it.');
  try {
    const { store, keys } = await openStorage(dataDir, worker, masterKey);
    const readable = await store.nextEntryAt().then(
      () => true,
      () => false,
    );
    await store.close();
    await keys.close();
    return readable
      ? ok('store', 'It opens, and so do its keys.')
      : fail('store', 'It opens and cannot be read: restore a backup.');
  } catch (error) {
    return fail('store', error instanceof CoachError ? `${error.code}: ${error.message}` : 'It does not open.');
  }
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

async function ask({ host, port }: Config): Promise<Answer> {
  if (port === 0) return 'nobody';
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  const name = reached.includes(':') ? `[${reached}]` : reached;
  try {
    const response = await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(2_000) });
    if (response.headers.get('server') !== 'side-by-side') return 'a stranger';
    return response.ok ? 'ready' : 'not ready';
  } catch (error) {
    const code = (error as { cause?: { code?: unknown } }).cause?.code;
    return code === 'ECONNREFUSED' ? 'nobody' : 'a stranger';
  }
}
