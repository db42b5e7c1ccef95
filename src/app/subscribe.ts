import type { Store } from '../ports/store.ts';
import { entryOf, type HistoryEntry } from './history.ts';
import type { Vault } from './vault.ts';

/** Entries of a stream after a number as they are written, each once and in order, opened; until the signal ends. */
export type Subscribe = (stream: string, after: number, signal: AbortSignal) => AsyncIterable<readonly HistoryEntry[]>;

/** Subscribes to streams through the vault. The iterable rejects where the stream cannot be read or opened. */
export const createSubscribe = (store: Pick<Store, 'subscribe'>, vault: Vault): Subscribe =>
  async function* subscribe(stream, after, signal) {
    for await (const batch of store.subscribe({ stream, after, signal })) {
      yield await Promise.all(batch.map((each) => entryOf(vault, each)));
    }
  };
