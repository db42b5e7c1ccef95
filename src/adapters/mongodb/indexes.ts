import type { Db, IndexDescription, IndexDescriptionInfo } from 'mongodb';
import { CoachError } from '../../domain/errors.ts';

/** An index over the documents in which an instant is set. */
const instant = (field: string, ...more: readonly string[]): IndexDescription => ({
  name: field,
  key: Object.fromEntries([field, ...more].map((each) => [each, 1])),
  partialFilterExpression: { [field]: { $gte: 0 } },
});
const numbered: IndexDescription = { name: 'number', key: { stream: 1, seq: 1 }, unique: true };

/** The indexes of each collection, beside that of `_id`. */
export const indexes: Readonly<Record<string, readonly IndexDescription[]>> = {
  aggregates: [
    { name: 'kind', key: { kind: 1, id: 1 } },
    ...['status', 'caseCode', 'counselor'].map((name) => ({ name, key: { kind: 1, [`facets.${name}`]: 1, id: 1 } })),
    instant('wakeAt', 'id'),
    instant('urgentAt', 'id'),
    instant('crisisAt', '_id'),
    instant('laneAt', '_id'),
    instant('waitAt'),
    instant('pendingAt'),
  ],
  records: [numbered],
  feeds: [numbered],
};

/**
 * Makes the indexes that are missing, and looks whether each is what it has to be: a number that two records could have would
 * lose one of them. @throws CoachError `STORE_UNAVAILABLE` for one of the same name that is another.
 */
export async function ensureIndexes(db: Db): Promise<void> {
  for (const [name, wanted] of Object.entries(indexes)) {
    const collection = db.collection(name);
    const before = await collection.listIndexes().toArray().catch(noneYet);
    for (const index of wanted) refuseOther(name, index, before);
    await collection.createIndexes([...wanted]);
    const after = await collection.listIndexes().toArray();
    for (const index of wanted) if (!find(index, after)) throw wrong(name, index, 'is missing');
    for (const index of wanted) refuseOther(name, index, after);
  }
}

const find = ({ name }: IndexDescription, known: readonly IndexDescriptionInfo[]) =>
  known.find((each) => each.name === name);

function refuseOther(collection: string, index: IndexDescription, known: readonly IndexDescriptionInfo[]): void {
  const found = find(index, known);
  const told = ({ key, unique, partialFilterExpression }: Partial<IndexDescription | IndexDescriptionInfo>): string =>
    JSON.stringify([
      Object.entries(key ?? {}).map(([field, way]) => [field, Number(way)]),
      unique === true,
      partialFilterExpression ?? null,
    ]);
  if (found && told(found) !== told(index)) throw wrong(collection, index, 'is another');
}

const wrong = (collection: string, { name = '' }: IndexDescription, why: string): CoachError =>
  new CoachError('STORE_UNAVAILABLE', `The index ${name} of ${collection} ${why}: drop it, and start again.`, {
    collection,
    index: name,
  });

/** A collection that does not exist has no indexes. */
function noneYet(error: { readonly code?: unknown }): never[] {
  if (error.code === 26) return [];
  throw error;
}
