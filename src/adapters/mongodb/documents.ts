import type { Db } from 'mongodb';
import type { Lane } from '../../domain/frame.ts';
import type { Recipient } from '../../domain/partner.ts';
import type { AddressOwner, AggregateKind, RecordDraft, StoredAggregate, StoredRecord } from '../../ports/store.ts';

/** An effect that waits. `seq` tells the order of all that waits. */
export interface EntryDoc {
  readonly id: string;
  readonly seq: number;
  readonly at: number;
  readonly tries: number;
  readonly box: string;
}

/** A lane that holds something. `attempted` names the entry whose one attempt is under way. */
export interface LaneDoc {
  readonly to: Recipient;
  readonly lane: Lane;
  readonly token: string | null;
  readonly worker: string;
  readonly until: number;
  readonly attempted: string | null;
  readonly entries: readonly EntryDoc[];
}

/** A record that its commit wrote, until it has its number: in `log` under `_id`, once. */
export interface PendingDoc extends RecordDraft {
  readonly _id: string;
  readonly log: 'records' | 'feeds';
}

/** An aggregate, all of it: one document is one atomic write. A bare turn makes one with version 0, which is no aggregate yet. */
export interface AggregateDoc extends StoredAggregate {
  readonly _id: string;
  /** Of the last write, and of those before it, the newest first: how a write is told apart after an answer that was lost. */
  readonly stamp: string;
  readonly before: readonly string[];
  readonly inbound: Readonly<Partial<Record<Recipient, readonly string[]>>>;
  readonly lanes: readonly LaneDoc[];
  /** From when on a crisis lane, any lane, may be claimed; the next entry of a lane that nobody holds. Real time. */
  readonly crisisAt: number | null;
  readonly laneAt: number | null;
  readonly waitAt: number | null;
  /** Who works on what is due; until `urgentUntil` where it belongs to a crisis. Written beside the guard: it changes nothing that a commit reads. */
  readonly due: { readonly token: string | null; readonly until: number; readonly urgentUntil?: number };
  readonly pending: readonly PendingDoc[];
  /** Since when something is pending, real time. */
  readonly pendingAt: number | null;
}

/** A record with its number. `_id` is the one it had while it was pending. */
export type RecordDoc = StoredRecord & { readonly _id: string };

/** An address; `_id` is its hash. */
export type AddressDoc = AddressOwner & { readonly _id: string; readonly reservedAt: number };

export type Collections = ReturnType<typeof collectionsOf>;

/** The collections of the store. */
export const collectionsOf = (db: Db) => ({
  aggregates: db.collection<AggregateDoc>('aggregates'),
  addresses: db.collection<AddressDoc>('addresses'),
  records: db.collection<RecordDoc>('records'),
  feeds: db.collection<RecordDoc>('feeds'),
});

/** The `_id` of an aggregate. Pure. */
export const docId = (kind: AggregateKind, id: string): string => `${kind}/${id}`;

/** A document of nothing yet. Pure. */
export const emptyDoc = (kind: AggregateKind, id: string): AggregateDoc => ({
  _id: docId(kind, id),
  ...{ kind, id, version: 0, stamp: '', before: [] },
  ...{ sealed: {}, facets: {}, wakeAt: null, urgentAt: null, mac: null },
  ...{ inbound: {}, lanes: [], crisisAt: null, laneAt: null, waitAt: null },
  due: { token: null, until: 0 },
  ...{ pending: [], pendingAt: null },
});

/** The aggregate of a document; null where there was none but bare turns. Pure. */
export const storedOf = (doc: AggregateDoc | null): StoredAggregate | null => {
  if (!doc || doc.version === 0) return null;
  const { kind, id, version, sealed, facets, wakeAt, urgentAt, mac } = doc;
  return { kind, id, version, sealed, facets, wakeAt, urgentAt, mac };
};
