import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { acceptRestored, olderThanKnown } from '../app/audit/restored.ts';
import { CoachError } from '../domain/errors.ts';
import { openStorage } from '../service/service.ts';
import type { StoreConfig } from './control-client.ts';

const shownAtMost = 20;

/**
 * `coach restore accept`: tells what is missing and what is older than it was; without `yes` it changes nothing; gives the
 * exit code. With it, notes all of that in the folder's audit chain, then lets the service start on this folder.
 * @throws CoachError `NOT_FOUND` without both files, `STORE_IN_USE` while a service runs, `KEY_MISSING`.
 */
export async function restoreAcceptCommand(
  { dataDir, masterKey }: Pick<StoreConfig, 'dataDir' | 'masterKey'>,
  yes: boolean,
  output: NodeJS.WritableStream,
  worker?: URL,
): Promise<number> {
  const folder = resolve(dataDir);
  for (const file of ['coach.db', 'keys.db']) {
    const found = await stat(join(folder, file)).catch(() => null);
    if (!found?.size) throw new CoachError('NOT_FOUND', `There is no ${file} in ${folder}: put the copy back first.`);
  }
  const { store, keys, missing, accept } = await openStorage(folder, worker, masterKey, yes ? 'accept' : 'survey');
  try {
    tell('have no keys and cannot be read', missing.withoutKeys);
    tell('have keys and no state', missing.withoutState);
    const clock = { now: Date.now, real: Date.now };
    const behind = yes ? await acceptRestored({ store, keys }, clock, missing) : await olderThanKnown({ store, keys });
    tell('are older than they were: what came after the copy is gone', behind);
    // Last: a folder is never accepted without its audit entry.
    if (yes) await accept();
  } finally {
    await store.close();
    await keys.close();
  }
  output.write(
    yes ? 'Accepted: the service can start.\n' : 'Nothing was changed. Run it again with --yes to accept.\n',
  );
  return yes ? 0 : 1;

  function tell(what: string, owners: readonly { readonly kind: string; readonly id: string }[]): void {
    output.write(`${owners.length} records ${what}.\n`);
    for (const { kind, id } of owners.slice(0, shownAtMost)) output.write(`  ${kind} ${id}\n`);
    if (owners.length > shownAtMost) output.write(`  and ${owners.length - shownAtMost} more\n`);
  }
}
