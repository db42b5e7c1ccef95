import type { Db } from 'mongodb';
import { begun } from '../../ports/heads.ts';
import type { AggregateKind, Page, Part } from '../../ports/store.ts';
import type { KeyStore } from '../keys/keys.ts';
import type { HeadRow, KeyRow, WrappedKey } from '../keys/rows.ts';
import { docId } from './documents.ts';
import { answered, isTaken } from './faults.ts';

type KeptHead = Pick<HeadRow, 'version' | 'mac' | 'seal' | 'wentBack'>;

/** The wrapped keys of an aggregate and its head, in one document: the entry of the register is made with the keys. */
interface KeyDoc {
  readonly _id: string;
  readonly kind: AggregateKind;
  readonly id: string;
  readonly keys: Readonly<Partial<Record<Part, string>>>;
  readonly head: KeptHead | null;
}

const wrappedKeys = ({ keys }: KeyDoc): readonly WrappedKey[] =>
  (Object.entries(keys) as [Part, string][])
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([part, box]) => ({ part, box }));
const headOf = ({ kind, id, head }: KeyDoc): HeadRow | null => head && { kind, id, ...head };

/** Wrapped keys and heads in a database of their own. What authenticates them is not known here. */
export function createKeyStore(db: Db, close: () => Promise<void>) {
  const wrapped = db.collection<KeyDoc>('wrapped');
  const meta = db.collection<{ readonly _id: string; readonly value: string }>('meta');
  const insert = (doc: KeyDoc): Promise<boolean> =>
    wrapped.insertOne(doc).then(
      () => true,
      (error: unknown) => {
        if (isTaken(error)) return false;
        throw error;
      },
    );

  /** Of two processes that make the keys of an aggregate one wins, part by part, and both read what stands then. */
  async function add(kind: AggregateKind, id: string, keys: readonly WrappedKey[]): Promise<readonly WrappedKey[]> {
    const _id = docId(kind, id);
    const head = { version: begun, mac: '', seal: null, wentBack: false };
    const made = { _id, kind, id, keys: Object.fromEntries(keys.map(({ part, box }) => [part, box])), head };
    if (await insert(made)) return wrappedKeys(made);
    for (const { part, box } of keys)
      await wrapped.updateOne({ _id, [`keys.${part}`]: { $exists: false } }, { $set: { [`keys.${part}`]: box } });
    const stands = await wrapped.findOne({ _id });
    return stands ? wrappedKeys(stands) : [];
  }

  async function page(after: KeyRow | null, limit: number): Promise<readonly KeyRow[]> {
    const from = after ? docId(after.kind, after.id) : '';
    const docs = await wrapped
      .find({ _id: { $gte: from } })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .toArray();
    const rows = docs.flatMap((doc) => wrappedKeys(doc).map((key) => ({ kind: doc.kind, id: doc.id, ...key })));
    const isLater = ({ kind, id, part }: KeyRow): boolean => docId(kind, id) !== from || part > (after?.part ?? '');
    return rows.filter(isLater).slice(0, limit);
  }

  const keyStore: KeyStore = {
    read: (kind, id) =>
      answered(async () => {
        const doc = await wrapped.findOne({ _id: docId(kind, id) });
        return doc ? wrappedKeys(doc) : [];
      }),
    add: (kind, id, keys) => answered(() => add(kind, id, keys)),
    page: (after, limit) => answered(() => page(after, limit)),
    heads: {
      note: (heads) =>
        answered(async () => {
          await wrapped.bulkWrite(
            heads.map(({ kind, id, ...head }) => ({
              updateOne: { filter: { _id: docId(kind, id) }, update: raise(kind, id, head), upsert: true },
            })),
            { ordered: false },
          );
        }),
      read: (kind, id) =>
        answered(async () => {
          const doc = await wrapped.findOne({ _id: docId(kind, id) });
          return doc && headOf(doc);
        }),
      list: (kind, { after, limit }: Page) =>
        answered(async () => {
          const those = { kind, head: { $ne: null }, _id: { $gt: docId(kind, after) } };
          const docs = await wrapped.find(those).sort({ _id: 1 }).limit(limit).toArray();
          return docs.flatMap((doc) => headOf(doc) ?? []);
        }),
      replace: ({ kind, id, version, mac, seal }) =>
        answered(async () => {
          const head = { version, mac, seal, wentBack: false };
          await wrapped.updateOne(
            { _id: docId(kind, id) },
            { $set: { head }, $setOnInsert: { kind, id, keys: {} } },
            { upsert: true },
          );
        }),
      remove: (kind, id) =>
        answered(async () => void (await wrapped.updateOne({ _id: docId(kind, id) }, { $set: { head: null } }))),
    },
    close,
  };

  return {
    keyStore,
    /** The id of the key-encryption key of these rows; null while there is none. */
    wrappedBy: () => answered(async () => (await meta.findOne({ _id: 'wrappedBy' }))?.value ?? null),
    /** Says which key wraps from now on; gives the one that does, which another process may have said first. */
    setWrappedBy: (value: string) =>
      answered(async () => {
        await meta.insertOne({ _id: 'wrappedBy', value }).catch((error: unknown) => {
          if (!isTaken(error)) throw error;
        });
        return (await meta.findOne({ _id: 'wrappedBy' }))?.value ?? null;
      }),
  };
}

/**
 * The update that never lets a head go back. Several processes note: one that comes late says nothing of the row. Only another
 * row of the same version does.
 */
function raise(kind: AggregateKind, id: string, head: KeptHead) {
  const next = { $literal: { ...head, wentBack: false } };
  const known = { $ifNull: ['$head.version', Number.MIN_SAFE_INTEGER] };
  const isOther = { $and: [{ $eq: [known, head.version] }, { $ne: ['$head.mac', head.mac] }] };
  const raised = { $mergeObjects: [next, { wentBack: { $ifNull: ['$head.wentBack', false] } }] };
  const marked = { $mergeObjects: ['$head', { wentBack: true }] };
  const kept = { $cond: [isOther, marked, '$head'] };
  const after = { $cond: [{ $gt: [head.version, known] }, raised, kept] };
  return [{ $set: { kind, id, keys: { $ifNull: ['$keys', {}] }, head: after } }];
}
