import type { Store } from '../../ports/store.ts';
import type { Vault } from '../aggregates/vault.ts';
import { entriesOf, type HistoryEntry } from './history.ts';

/** Entries of a stream after a number as they are written, each once and in order, opened; until the signal ends. */
export type Subscribe = (stream: string, after: number, signal: AbortSignal) => AsyncIterable<readonly HistoryEntry[]>;

/** Subscribes to streams through the vault. The iterable rejects where the stream cannot be read. */
export const createSubscribe = (store: Pick<Store, 'subscribe'>, vault: Vault): Subscribe =>
  async function* subscribe(stream, after, signal) {
    for await (const batch of store.subscribe({ stream, after, signal })) {
      const entries = await entriesOf(vault, batch);
      if (entries.length > 0) yield entries;
    }
  };
