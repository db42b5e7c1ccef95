import type { Store, StoredRecord } from '../ports/store.ts';
import type { History, HistoryEntry } from './history.ts';

/** Most entries given at once. */
const page = 50;

/** Who follows a stream. */
export interface Follower {
  /** Takes entries, in order; the next come when it has resolved. */
  deliver(entries: readonly HistoryEntry[]): Promise<void>;
  /** Nothing comes after this: the stream could not be read, or `deliver` rejected. */
  failed(error: unknown): void;
}

/** Gives each entry of a stream after a number once, in order, as it is written; until the answer is called. */
export type Follow = (stream: string, after: number, follower: Follower) => () => void;

/** Who wants to hear of a stream. In memory: it tells of what this process writes. */
export interface News {
  /** Something was written to these streams. */
  tell(records: readonly Pick<StoredRecord, 'stream'>[]): void;
  /** Calls `listener` each time something was written; until the answer is called. */
  listen(stream: string, listener: () => void): () => void;
}

/** No listener yet. */
export function createNews(): News {
  const listeners = new Map<string, Set<() => void>>();
  return {
    tell(records) {
      if (listeners.size === 0) return;
      for (const stream of new Set(records.map((record) => record.stream)))
        for (const listener of listeners.get(stream) ?? []) listener();
    },
    listen(stream, listener) {
      const those = listeners.get(stream) ?? new Set();
      listeners.set(stream, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0) listeners.delete(stream);
      };
    },
  };
}

/** The store, telling of each record that it has durably written. */
export function telling(store: Store, news: News): Store {
  return {
    ...store,
    async commit(commit) {
      const result = await store.commit(commit);
      if (result.status === 'committed') news.tell(commit.records);
      return result;
    },
    async settle(lease, outcomes) {
      const result = await store.settle(lease, outcomes);
      if (result.status === 'settled')
        news.tell(outcomes.flatMap((each) => (each.result === 'done' ? each.records : [])));
      return result;
    },
  };
}

/**
 * Follows streams. It listens before it reads, so that nothing falls between; it reads what the store has after the last
 * number it gave, so that nothing comes twice; and it waits for `deliver`, so that a slow follower holds one page.
 */
export function createFollow(history: History['history'], news: News): Follow {
  return (stream, after, { deliver, failed }) => {
    let last = after;
    let behind = true;
    let busy = false;
    let ended = false;

    const catchUp = async (): Promise<void> => {
      while (behind && !ended) {
        behind = false;
        const entries = await history(stream, last, page);
        if (entries.length === 0 || ended) continue;
        last = entries.at(-1)?.seq ?? last;
        behind ||= entries.length === page;
        await deliver(entries);
      }
      busy = false;
    };
    const wake = (): void => {
      behind = true;
      if (busy || ended) return;
      busy = true;
      catchUp().catch((error: unknown) => {
        stop();
        failed(error);
      });
    };
    const unlisten = news.listen(stream, wake);
    const stop = (): void => {
      ended = true;
      unlisten();
    };
    wake();
    return stop;
  };
}
