import { setTimeout as pause } from 'node:timers/promises';
import type { Collection } from 'mongodb';
import { createLru } from '../../domain/lru.ts';
import type { StoredRecord } from '../../ports/store.ts';
import type { PendingDoc, RecordDoc } from './documents.ts';
import { isTaken, writtenBefore } from './faults.ts';

/** How many records one insert takes. */
const atOnce = 500;
/** How often an insert is tried again: others take the numbers of the same streams. */
const tries = 100;

export type Log = ReturnType<typeof createLog>;

/**
 * Streams in one collection. A number is given by the insert itself: the one after the newest that a majority has, which the
 * unique index gives to one. A record that was inserted before, by whomever, keeps its number.
 */
export function createLog(collection: Collection<RecordDoc>) {
  const lasts = createLru<number>(10_000);

  const newest = async (stream: string): Promise<number> => {
    const [last] = await collection.find({ stream }).sort({ stream: -1, seq: -1 }).limit(1).toArray();
    return last?.seq ?? 0;
  };

  /** The records with the numbers that they would get. */
  const numbered = async (drafts: readonly PendingDoc[]): Promise<readonly RecordDoc[]> => {
    const next = new Map<string, number>();
    for (const { stream } of drafts)
      if (!next.has(stream)) next.set(stream, lasts.get(stream) ?? (await newest(stream)));
    return drafts.map(({ _id, stream, kind, at, owner, box }) => {
      const seq = (next.get(stream) ?? 0) + 1;
      next.set(stream, seq);
      return { _id, stream, seq, kind, at, owner, box };
    });
  };

  const inserted = (docs: readonly RecordDoc[]): void => {
    for (const { stream, seq } of docs) lasts.set(stream, seq);
  };

  /** Inserts in order; gives how many went in before one was refused. */
  const insert = (docs: readonly RecordDoc[]): Promise<number> =>
    collection.insertMany([...docs], { ordered: true }).then(
      () => docs.length,
      (error: unknown) => {
        if (isTaken(error)) return writtenBefore(error);
        throw error;
      },
    );

  async function appendSome(drafts: readonly PendingDoc[], seqs: Map<string, number>): Promise<void> {
    let left = drafts;
    for (let round = 0; left.length > 0; round += 1) {
      if (round > 0) {
        const known = await collection.find({ _id: { $in: left.map(({ _id }) => _id) } }).toArray();
        for (const { _id, seq } of known) seqs.set(_id, seq);
        left = left.filter(({ _id }) => !seqs.has(_id));
        for (const { stream } of left) lasts.forget(stream);
      }
      if (round > 2) await pause(Math.random() * 10 * round);
      if (round > tries) throw new TypeError('the numbers of a stream are taken too often');
      const docs = await numbered(left);
      const written = docs.slice(0, docs.length > 0 ? await insert(docs) : 0);
      inserted(written);
      for (const { _id, seq } of written) seqs.set(_id, seq);
      left = left.filter(({ _id }) => !seqs.has(_id));
    }
  }

  return {
    newest,
    /** Inserts what is not there yet, in order; gives the number of each by its `_id`. Rejects with the driver's fault. */
    async append(drafts: readonly PendingDoc[]): Promise<ReadonlyMap<string, number>> {
      const seqs = new Map<string, number>();
      try {
        for (let from = 0; from < drafts.length; from += atOnce)
          await appendSome(drafts.slice(from, from + atOnce), seqs);
        return seqs;
      } catch (error) {
        // Whether the numbers are taken is unknown.
        for (const { stream } of drafts) lasts.forget(stream);
        throw error;
      }
    },
    read: async (stream: string, after: number, limit: number): Promise<readonly StoredRecord[]> => {
      const found = await collection
        .find({ stream, seq: { $gt: after } })
        .sort({ stream: 1, seq: 1 })
        .limit(limit)
        .toArray();
      return found.map(recordOf);
    },
    all: async (stream: string, seq: number, limit: number): Promise<readonly StoredRecord[]> => {
      const rest = { $or: [{ stream: { $gt: stream } }, { stream, seq: { $gt: seq } }] };
      return (await collection.find(rest).sort({ stream: 1, seq: 1 }).limit(limit).toArray()).map(recordOf);
    },
  };
}

const recordOf = ({ stream, seq, kind, at, owner, box }: RecordDoc): StoredRecord => ({
  stream,
  seq,
  kind,
  at,
  owner,
  box,
});
