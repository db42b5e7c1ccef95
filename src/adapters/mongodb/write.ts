import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CoachError } from '../../domain/errors.ts';
import { createLru } from '../../domain/lru.ts';
import { type AggregateKind, parts } from '../../ports/store.ts';
import { type AggregateDoc, type Collections, docId, type PendingDoc } from './documents.ts';
import { answered, isTaken, mayPass, unavailable } from './faults.ts';

/** How many documents are kept in memory, as a first guess at what is stored. */
const guessed = 2_000;
/** How many writes a document knows of. */
const stamps = 16;
/** How long a write is tried again, ms: a fail-over takes some seconds, and what is not written meanwhile is spooled. */
const patience = 5_000;

/** What is to become of a document, with the records that ride in it; or a result without a write. */
export type Decision<Result> =
  | { readonly next: AggregateDoc; readonly pending: readonly PendingDoc[]; readonly result: Result }
  | { readonly result: Result };

/** Decides by what is stored; null is no document. `stamp` names the write. Called again when somebody else was first. */
export type Decide<Result> = (doc: AggregateDoc | null, stamp: string) => Decision<Result>;

/** What was written, and all records that the document then held. */
export interface Written<Result> {
  readonly result: Result;
  readonly stamp: string | null;
  readonly pending: readonly PendingDoc[];
}

export type Writer = ReturnType<typeof createWriter>;

/**
 * One guarded write of one document. It is the newest or nothing: the guard is the stamp of the document that was decided by, so
 * a write that a server did twice, or late, changes nothing; and whether one whose answer was lost was done, the stamps tell.
 */
export function createWriter({ aggregates }: Collections, isMoved: (id: string) => boolean, now: () => number) {
  const guesses = createLru<AggregateDoc>(guessed);
  const queues = new Map<string, Promise<unknown>>();

  const load = async (_id: string): Promise<AggregateDoc | null> => {
    const doc = await aggregates.findOne({ _id });
    if (doc) guesses.set(_id, doc);
    else guesses.forget(_id);
    return doc;
  };

  const attempt = async (before: AggregateDoc | null, after: AggregateDoc): Promise<boolean> => {
    if (before) {
      const guard = { _id: before._id, stamp: before.stamp };
      return (await aggregates.updateOne(guard, { $set: changes(before, after) })).matchedCount === 1;
    }
    return aggregates.insertOne(after).then(
      () => true,
      (error: unknown) => {
        if (isTaken(error)) return false;
        throw error;
      },
    );
  };

  const finished = (before: AggregateDoc | null, next: AggregateDoc, added: readonly PendingDoc[], stamp: string) => {
    const pending = [...next.pending.filter(({ _id }) => !isMoved(_id)), ...added];
    const since = pending.length > 0 ? (next.pendingAt ?? now()) : null;
    const known = before ? [before.stamp, ...before.before].slice(0, stamps) : [];
    return { ...next, stamp, before: known, pending, pendingAt: since };
  };

  async function run<Result>(_id: string, decide: Decide<Result>): Promise<Written<Result>> {
    const tried = new Map<string, Written<Result>>();
    const until = performance.now() + patience;
    let guess = guesses.get(_id);
    let doc = guess ?? (await load(_id));
    for (let round = 0; ; round += 1) {
      const stamp = randomUUID();
      const decision = decide(doc, stamp);
      // What is not written is not guarded: it is decided by what is stored.
      if (!('next' in decision) && !guess) return { result: decision.result, stamp: null, pending: [] };
      if ('next' in decision) {
        const after = finished(doc, decision.next, decision.pending, stamp);
        const written = { result: decision.result, stamp, pending: after.pending };
        tried.set(stamp, written);
        try {
          if (await attempt(doc, after)) {
            guesses.set(_id, after);
            return written;
          }
        } catch (error) {
          guesses.forget(_id);
          if (!mayPass(error)) throw error;
        }
      }
      guess = undefined;
      if (round > 1) await pause(Math.random() * Math.min(10 * round, 200));
      doc = await loadUntil(_id, until);
      const done = [doc?.stamp, ...(doc?.before ?? [])].find((each) => each !== undefined && tried.has(each));
      const mine = done === undefined ? undefined : tried.get(done);
      if (mine) return mine;
      if (performance.now() > until) throw contended();
    }
  }

  async function loadUntil(_id: string, until: number): Promise<AggregateDoc | null> {
    for (;;) {
      try {
        return await load(_id);
      } catch (error) {
        if (!mayPass(error) || performance.now() > until) throw error;
        await pause(100);
      }
    }
  }

  return {
    /** A document that was just read. */
    guess: (doc: AggregateDoc): void => guesses.set(doc._id, doc),
    load: (kind: AggregateKind, id: string) => answered(() => load(docId(kind, id))),
    /** Writes what is decided. Writes of one document in this process wait for each other. Rejects with `STORE_UNAVAILABLE`. */
    write<Result>(kind: AggregateKind, id: string, decide: Decide<Result>): Promise<Written<Result>> {
      const _id = docId(kind, id);
      const writing = (queues.get(_id) ?? Promise.resolve()).then(
        () => run(_id, decide),
        () => run(_id, decide),
      );
      queues.set(_id, writing);
      const leave = (): void => {
        if (queues.get(_id) === writing) queues.delete(_id);
      };
      writing.then(leave, leave);
      return writing.catch((error: unknown) => {
        throw unavailable(error);
      });
    },
  };
}

/** The fields that differ. Parts are written one by one. Pure. */
function changes(before: AggregateDoc, after: AggregateDoc): Record<string, unknown> {
  const fields = (Object.keys(after) as (keyof AggregateDoc)[]).filter((name) => name !== 'sealed');
  const changed = fields.filter((name) => after[name] !== before[name]).map((name) => [name, after[name]] as const);
  const sealed = parts.filter((part) => after.sealed[part] !== before.sealed[part]);
  return Object.fromEntries([...changed, ...sealed.map((part) => [`sealed.${part}`, after.sealed[part]] as const)]);
}

const contended = (): CoachError =>
  new CoachError('STORE_UNAVAILABLE', 'A document of the store changes too often to be written.', {
    reason: 'contended',
  });
