import type { ChangeStream, Collection } from 'mongodb';
import type { FeedName, RecordDraft } from '../../ports/store.ts';
import type { Subscriptions } from '../subscriptions/subscriptions.ts';
import type { Collections, RecordDoc } from './documents.ts';

/** How long a change stream that ended waits before it is opened again, ms. */
const rest = 2_000;

type Hint = { readonly documentKey: { readonly _id: string }; readonly fullDocument?: Pick<RecordDoc, 'stream'> };

/** Only what was inserted, and of that only the name of its stream. */
const pipeline = [{ $match: { operationType: 'insert' } }, { $project: { documentKey: 1, 'fullDocument.stream': 1 } }];

/**
 * Wakes subscribers when another process wrote, by change streams. A hint and no more: one that is missed, or a server that
 * gives none, costs subscribers the interval at which they ask anyway. `start` may be called any number of times.
 */
export function createHints({ records, feeds }: Collections, isOwn: (id: string) => boolean) {
  const open = new Map<string, ChangeStream<RecordDoc, Hint>>();
  const timers = new Set<NodeJS.Timeout>();
  let state: 'new' | 'started' | 'stopped' = 'new';

  function watchInserts(collection: Collection<RecordDoc>, wake: (stream: string) => void): void {
    if (state !== 'started') return;
    const changes = collection.watch<RecordDoc, Hint>(pipeline, { maxAwaitTimeMS: 1_000 });
    open.set(collection.collectionName, changes);
    const again = (): void => {
      if (open.get(collection.collectionName) !== changes) return;
      open.delete(collection.collectionName);
      void changes.close().catch(() => {});
      const timer = setTimeout(() => {
        timers.delete(timer);
        watchInserts(collection, wake);
      }, rest).unref();
      timers.add(timer);
    };
    changes.on('change', ({ documentKey, fullDocument }: Hint) => {
      if (fullDocument && !isOwn(documentKey._id)) wake(fullDocument.stream);
    });
    changes.on('error', again).on('close', again);
  }

  return {
    start(subscriptions: Subscriptions): void {
      if (state !== 'new') return;
      state = 'started';
      watchInserts(records, (stream) => subscriptions.wrote([{ stream } as RecordDraft], null));
      watchInserts(feeds, (stream) => subscriptions.changed(stream as FeedName));
    },
    async stop(): Promise<void> {
      state = 'stopped';
      for (const timer of timers) clearTimeout(timer);
      const streams = [...open.values()];
      open.clear();
      await Promise.all(streams.map((each) => each.close().catch(() => {})));
    },
  };
}
