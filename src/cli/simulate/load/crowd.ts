import { randomUUID } from 'node:crypto';
import type { Store } from '../../../ports/store.ts';

/** Couples that are only there: as large as one after a month, and never read. */
const sealed = { shared: 'x'.repeat(2_300), a: 'x'.repeat(2_200), b: 'x'.repeat(2_200) };
const batch = 500;

/** Hears how many are there after each batch. */
export type Filling = (done: number) => void;

/** Adds so many to the embedded store. */
export async function fillStore(store: Store, couples: number, filling: Filling = () => {}): Promise<void> {
  const one = (): Promise<unknown> =>
    store.commit({
      ...{ kind: 'couple', id: randomUUID(), expect: 0, sealed, facets: { status: 'active' } },
      ...{ wakeAt: Number.MAX_SAFE_INTEGER, urgentAt: null, effects: [], records: [], worker: 'crowd' },
    });
  for (let done = 0; done < couples; done += batch) {
    await Promise.all(Array.from({ length: Math.min(batch, couples - done) }, one));
    filling(Math.min(done + batch, couples));
  }
}

/** Adds so many to a database of MongoDB, past the store. `wakeAt`: when each is due, domain time; null for never. */
export async function fillMongo(
  uri: string,
  database: string,
  couples: number,
  { wakeAt = Number.MAX_SAFE_INTEGER, filling = () => {} }: { wakeAt?: number; filling?: Filling } = {},
): Promise<void> {
  const { MongoClient } = await import('mongodb');
  const { emptyDoc } = await import('../../../adapters/mongodb/documents.ts');
  const client = new MongoClient(uri);
  try {
    const aggregates = client.db(database).collection<ReturnType<typeof emptyDoc>>('aggregates');
    for (let done = 0; done < couples; done += batch) {
      const docs = Array.from({ length: Math.min(batch, couples - done) }, () => {
        const id = randomUUID();
        return { ...emptyDoc('couple', id), version: 1, stamp: id, sealed, wakeAt };
      });
      await aggregates.insertMany(docs, { ordered: false });
      filling(Math.min(done + batch, couples));
    }
  } finally {
    await client.close();
  }
}
