import { createLru } from '../../domain/lru.ts';
import type { Collections, PendingDoc } from './documents.ts';
import { answered } from './faults.ts';
import { createLog } from './log.ts';

export type Mover = ReturnType<typeof createMover>;

/** How long records may ride in their document before anybody takes them out, ms: whoever wrote them may be dead. */
const patience = 5_000;
const sweepSize = 200;

interface Waiting {
  readonly drafts: readonly PendingDoc[];
  done(seqs: ReadonlyMap<string, number>): void;
  failed(error: unknown): void;
}

/**
 * Takes records out of the documents that they were committed in, to where they are read. Those of all commits at a time go in
 * one insert. In the order of their documents; one that was moved before is not moved again.
 */
export function createMover(collections: Collections) {
  const { aggregates } = collections;
  const logs = { records: createLog(collections.records), feeds: createLog(collections.feeds) };
  const moved = createLru<number>(20_000);
  let waiting: Waiting[] = [];
  let running = false;
  let swept = 0;

  async function append(drafts: readonly PendingDoc[]): Promise<ReadonlyMap<string, number>> {
    const all = new Map<string, number>();
    for (const name of ['records', 'feeds'] as const) {
      const those = drafts.filter(({ log }) => log === name);
      for (const [id, seq] of await logs[name].append(those)) all.set(id, seq);
    }
    for (const draft of drafts) if (draft.log === 'feeds') await forgetOlder(draft, all.get(draft._id) ?? 0);
    for (const [id, seq] of all) moved.set(id, seq);
    return all;
  }

  /** The newest change of an aggregate stands for all. */
  const forgetOlder = ({ stream, owner }: PendingDoc, seq: number) =>
    collections.feeds.deleteMany({ stream, 'owner.id': owner.id, seq: { $lt: seq } });

  async function drain(): Promise<void> {
    if (running) return;
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const drafts = new Map(batch.flatMap((each) => each.drafts.map((draft) => [draft._id, draft] as const)));
      try {
        const seqs = await append([...drafts.values()]);
        for (const { done } of batch) done(seqs);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    running = false;
  }

  const move = (drafts: readonly PendingDoc[]): Promise<ReadonlyMap<string, number>> => {
    const left = drafts.filter(({ _id }) => moved.get(_id) === undefined);
    const known = drafts.map(({ _id }) => [_id, moved.get(_id) ?? 0] as const);
    if (left.length === 0) return Promise.resolve(new Map(known));
    return new Promise((resolve, failed) => {
      waiting.push({ drafts: left, done: (seqs) => resolve(new Map([...known, ...seqs])), failed });
      void drain();
    });
  };

  return {
    logs,
    isMoved: (id: string): boolean => moved.get(id) !== undefined,
    /** Moves records; gives the number of each by its `_id`. Rejects with the driver's fault: they are then moved later. */
    move,
    /** Moves what has waited for long, and empties those documents. */
    sweep: (now: number): Promise<void> =>
      answered(async () => {
        if (now - swept < patience / 2) return;
        swept = now;
        const waitingLong = { pendingAt: { $gte: 0, $lte: now - patience } };
        const docs = await aggregates
          .find(waitingLong)
          .project<Pending>({ stamp: 1, pending: 1 })
          .limit(sweepSize)
          .toArray();
        if (docs.length === 0) return;
        await move(docs.flatMap(({ pending }) => pending));
        await aggregates.bulkWrite(
          docs.map(({ _id, stamp }) => ({
            updateOne: { filter: { _id, stamp }, update: { $set: { pending: [], pendingAt: null } } },
          })),
          { ordered: false },
        );
      }),
  };
}

type Pending = { readonly _id: string; readonly stamp: string; readonly pending: readonly PendingDoc[] };
