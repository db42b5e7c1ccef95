import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';

type Released = Parameters<Store['releaseDue']>[0][number];

/** Gives claims back, those of one turn of the event loop in one call. A claim that cannot be given back ends by itself. */
export function createRelease(store: Pick<Store, 'releaseDue'>, log: Log) {
  let batch: Released[] = [];
  let released: Promise<void> | null = null;
  const all = async (): Promise<void> => {
    await new Promise(setImmediate);
    const claims = batch;
    batch = [];
    released = null;
    await store
      .releaseDue(claims)
      .catch((error: unknown) => log.error('due.release', error, { claims: claims.length }));
  };
  return (claim: Released): Promise<void> => {
    batch.push(claim);
    released ??= all();
    return released;
  };
}
