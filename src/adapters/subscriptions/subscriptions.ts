import type { FeedItem, FeedName, Numbered, RecordDraft, Store } from '../../ports/store.ts';
import { type Bell, createBell } from './bell.ts';
import { createWaiter } from './waiter.ts';

/** Most records or aggregates that are read at once. */
const batchSize = 50;

/** What an engine can read of a stream or a feed. */
export interface Readers {
  records(stream: string, after: number, limit: number): Promise<readonly Numbered[]>;
  /** The changes after a cursor; null is the beginning. */
  feed(name: FeedName, after: string | null, limit: number): Promise<readonly FeedItem[]>;
  /** How often an engine that others write to as well is asked, ms. */
  readonly everyMs: number;
}

/** The `subscribe` of an engine, and what tells it of the engine's own writes. */
export interface Subscriptions {
  readonly subscribe: Store['subscribe'];
  /** Records that this process wrote; null where only the engine knows the numbers it gave. */
  wrote(records: readonly RecordDraft[], seqs: readonly number[] | null): void;
  /** Something of a feed changed in this process. */
  changed(feed: FeedName): void;
}

type Passed = readonly Numbered[] | null;
type StreamRequest = { readonly stream: string; readonly after: number; readonly signal: AbortSignal };
type FeedRequest = { readonly feed: FeedName; readonly after: string | null; readonly signal: AbortSignal };

/**
 * Subscriptions over what an engine can read. They listen before they read, so that nothing falls between, and look again
 * after `everyMs` for what another process wrote. Written records are passed on as they are to whoever waits for exactly
 * them; all else is read, so that a slow consumer holds one batch and no more.
 */
export function createSubscriptions(readers: Readers): Subscriptions {
  const streams = createBell<Passed>();
  const feeds = createBell<null>();
  return {
    subscribe: ((request: StreamRequest | FeedRequest) =>
      'stream' in request
        ? readStream(request, readers, streams)
        : readFeed(request, readers, feeds)) as Store['subscribe'],
    wrote(records, seqs) {
      for (const stream of new Set(records.map((record) => record.stream))) {
        streams.ring(stream, seqs && numbered(stream, records, seqs));
      }
    },
    changed: (feed) => feeds.ring(feed, null),
  };
}

const numbered = (stream: string, records: readonly RecordDraft[], seqs: readonly number[]): readonly Numbered[] =>
  records.flatMap((record, index) => (record.stream === stream ? [{ record, seq: seqs[index] ?? 0 }] : []));

async function* readStream({ stream, after, signal }: StreamRequest, readers: Readers, bell: Bell<Passed>) {
  const waiter = createWaiter(signal);
  let last = after;
  /** The engine may hold more than was given. */
  let behind = true;
  let waiting = false;
  let next: readonly Numbered[] = [];
  const unlisten = bell.listen(stream, (passed) => {
    if (waiting && next.length === 0 && passed?.[0]?.seq === last + 1) next = passed;
    else behind = true;
    waiter.wake();
  });
  const take = async (): Promise<readonly Numbered[]> => {
    const passed = next;
    next = [];
    if (passed.length > 0 || !behind) return passed;
    behind = false;
    const read = await readers.records(stream, last, batchSize);
    behind ||= read.length === batchSize;
    return read;
  };
  try {
    while (!signal.aborted) {
      const batch = await take();
      last = batch.at(-1)?.seq ?? last;
      if (batch.length > 0) yield batch;
      if (behind || next.length > 0) continue;
      waiting = true;
      const woken = await waiter.wait(readers.everyMs);
      waiting = false;
      if (!woken) behind = true;
    }
  } finally {
    unlisten();
  }
}

async function* readFeed({ feed, after, signal }: FeedRequest, readers: Readers, bell: Bell<null>) {
  const waiter = createWaiter(signal);
  let last = after;
  const unlisten = bell.listen(feed, () => waiter.wake());
  try {
    while (!signal.aborted) {
      const batch = await readers.feed(feed, last, batchSize);
      last = batch.at(-1)?.cursor ?? last;
      if (batch.length > 0) yield batch;
      else await waiter.wait(readers.everyMs);
    }
  } finally {
    unlisten();
  }
}
