import type { RecordDraft, Store } from '../ports/store.ts';

/** A record with the number that it got in its stream. */
export interface Written {
  readonly seq: number;
  readonly record: RecordDraft;
}

/** Hears what was written to a stream; null where only the store knows the numbers it gave. */
export type Listener = (written: readonly Written[] | null) => void;

/** Tells those who follow a stream what this process has written to it. In memory. */
export interface News {
  readonly tell: (records: readonly RecordDraft[], seqs: readonly number[] | null) => void;
  /** Calls `listener` each time, until the answer is called. */
  readonly listen: (stream: string, listener: Listener) => () => void;
}

/** News without listeners yet. */
export function createNews(): News {
  const listeners = new Map<string, Set<Listener>>();

  const writtenTo = (stream: string, records: readonly RecordDraft[], seqs: readonly number[] | null) =>
    seqs && records.flatMap((record, index) => (record.stream === stream ? [{ record, seq: seqs[index] ?? 0 }] : []));

  return {
    tell(records, seqs) {
      if (listeners.size === 0) return;
      for (const stream of new Set(records.map((record) => record.stream))) {
        const those = listeners.get(stream);
        if (!those) continue;
        const written = writtenTo(stream, records, seqs);
        for (const listener of [...those]) listener(written);
      }
    },
    listen(stream, listener) {
      const those = listeners.get(stream) ?? new Set();
      listeners.set(stream, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0 && listeners.get(stream) === those) listeners.delete(stream);
      };
    },
  };
}

/** The store, telling of each record when it is on disk. */
export function telling(store: Store, news: News): Store {
  return {
    ...store,
    async commit(commit) {
      const result = await store.commit(commit);
      if (result.status === 'committed') news.tell(commit.records, result.seqs);
      return result;
    },
    async settle(lease, outcomes) {
      const result = await store.settle(lease, outcomes);
      const records = outcomes.flatMap((outcome) => (outcome.result === 'done' ? outcome.records : []));
      if (result.status === 'settled') news.tell(records, null);
      return result;
    },
  };
}
