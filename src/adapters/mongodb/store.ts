import type { Db } from 'mongodb';
import type { Commit, CommitResult, Store } from '../../ports/store.ts';
import { feedFor } from '../subscriptions/feeds.ts';
import { createSubscriptions } from '../subscriptions/subscriptions.ts';
import { createAddresses } from './addresses.ts';
import { decideCommit } from './decide-commit.ts';
import { collectionsOf, storedOf } from './documents.ts';
import { createDueClaims } from './due.ts';
import { answered } from './faults.ts';
import { createHints } from './hints.ts';
import { createMover } from './mover.ts';
import { createOutbox } from './outbox.ts';
import { createReads } from './reads.ts';
import { createWriter } from './write.ts';

/** What a store is made of. `now` is its clock; `probe` writes where state and keys are kept. */
interface Given {
  readonly db: Db;
  readonly now: () => number;
  /** How often subscribers read again, ms: others write too. */
  readonly everyMs: number;
  /** Whether change streams wake them before that. */
  readonly hints: boolean;
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The Store port over MongoDB, for any number of processes. */
export function createStore({ db, now, everyMs, hints: areOn, probe, close }: Given): Store {
  const collections = collectionsOf(db);
  const mover = createMover(collections);
  const { records, feeds } = mover.logs;
  const writer = createWriter(collections, mover.isMoved, now);
  const outbox = createOutbox(collections, writer, mover);
  const addresses = createAddresses(collections);
  const due = createDueClaims(collections);
  const reads = createReads(collections, feeds);
  const nextSeq = createNumbers(now);
  const subscriptions = createSubscriptions({
    everyMs,
    records: (stream, after, limit) =>
      answered(async () => (await records.read(stream, after, limit)).map((record) => ({ seq: record.seq, record }))),
    feed: reads.feed,
  });

  const hints = createHints(collections, mover.isMoved);
  const subscribe = ((request: never) => {
    if (areOn) hints.start(subscriptions);
    return subscriptions.subscribe(request);
  }) as Store['subscribe'];

  async function commit(request: Commit): Promise<CommitResult> {
    const at = now();
    const areOwn = request.expect === null || (await addresses.areOf(request, at));
    const decide = decideCommit(request, areOwn, nextSeq, at);
    const { result, stamp, pending } = await writer.write(request.kind, request.id, decide);
    if (result.status !== 'committed') return result;
    // It is committed whether or not its records can be moved now: whoever sweeps moves them then.
    const seqs = await mover.move(pending).catch(() => null);
    const own = request.records.map((_, index) => seqs?.get(`${stamp}/${index}`) ?? 0);
    subscriptions.wrote(request.records, seqs && own);
    const feed = request.expect === null ? null : feedFor(request.kind);
    if (feed) subscriptions.changed(feed);
    return { ...result, seqs: seqs ? own : [] };
  }

  return {
    sole: false,
    commit,
    read: async (kind, id) => storedOf(await writer.load(kind, id)),
    findByAddress: addresses.find,
    reserveAddress: ({ address, id, instead }) => addresses.reserve(address, id, instead, now()),
    addresses: addresses.list,
    waiting: ({ after, limit }) => outbox.waiting(after, limit),
    async claim({ worker, limit }) {
      // What cannot be moved waits in its document: nobody's texts wait for it.
      await mover.sweep(now()).catch(() => {});
      return outbox.claim(worker, limit, now());
    },
    renew: (lease) => outbox.renew(lease, now()),
    async settle(lease, outcomes) {
      const result = await outbox.settle(lease, outcomes, now());
      const written = outcomes.flatMap((outcome) => (outcome.result === 'done' ? outcome.records : []));
      if (result.status === 'settled') subscriptions.wrote(written, null);
      return result;
    },
    claimDue: ({ at, limit }) => due.claim(at, limit, now()),
    releaseDue: due.release,
    nextDueAt: () => due.nextAt(now()),
    records: ({ stream, after, limit }) => answered(() => records.read(stream, after, limit)),
    allRecords: ({ after, limit }) => answered(() => records.all(after.stream, after.seq, limit)),
    streamEnd: (stream) => answered(() => records.newest(stream)),
    list: reads.list,
    scan: reads.scan,
    count: reads.count,
    feedEnd: reads.feedEnd,
    subscribe,
    check: probe,
    setAside: async () => [],
    nextEntryAt: () => outbox.nextEntryAt(now()),
    async close() {
      await hints.stop();
      await close();
    },
  };
}

/** Numbers that grow, and that tell the order of what several processes enqueue as well as their clock does. */
function createNumbers(now: () => number): () => number {
  let last = 0;
  return () => {
    last = Math.max(last + 1, now() * 4_096);
    return last;
  };
}
