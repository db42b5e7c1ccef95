import type { Store } from '../ports/store.ts';
import { entryOf, type HistoryEntry } from './history.ts';
import type { News, Written } from './news.ts';
import type { Vault } from './vault.ts';

/** Most entries read at once. */
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

/**
 * Follows streams. It listens before it reads, so that nothing falls between. What is written next after the last entry
 * given is passed on as it is; for anything else the store is read from there, so that nothing comes twice. It waits for
 * `deliver`, so that for a slow follower one page is held and no more.
 */
export function createFollow(store: Pick<Store, 'records'>, vault: Vault, news: News): Follow {
  return (stream, after, { deliver, failed }) => {
    let last = after;
    /** The store may hold more than was given. */
    let behind = false;
    let busy = false;
    let ended = false;

    const give = async (records: readonly Written[]): Promise<void> => {
      if (records.length === 0) return;
      const entries = await Promise.all(records.map((each) => entryOf(vault, each)));
      last = entries.at(-1)?.seq ?? last;
      if (!ended) await deliver(entries);
    };
    const run = async (next: readonly Written[]): Promise<void> => {
      await give(next);
      while (behind && !ended) {
        const records = await read();
        await give(records);
      }
      busy = false;
    };
    const read = async (): Promise<readonly Written[]> => {
      behind = false;
      const records = await store.records({ stream, after: last, limit: page });
      behind ||= records.length === page;
      return records.map((record) => ({ seq: record.seq, record }));
    };
    const hear = (written: readonly Written[] | null): void => {
      const isNext = !busy && written?.[0]?.seq === last + 1;
      behind ||= !isNext;
      if (busy) return;
      busy = true;
      run(isNext ? written : []).catch((error: unknown) => {
        stop();
        failed(error);
      });
    };
    const unlisten = news.listen(stream, hear);
    const stop = (): void => {
      ended = true;
      unlisten();
    };
    hear(null);
    return stop;
  };
}
