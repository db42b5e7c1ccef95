import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '../../src/adapters/libsql/database.ts';
import { aCommit, aRecord } from '../ports/store-builders.ts';
import { aFolder, closeAll, openIn } from './libsql-folder.ts';

let folder: Awaited<ReturnType<typeof aFolder>>;
beforeEach(async () => {
  folder = await aFolder();
});
afterEach(async () => {
  await closeAll();
  await folder.remove();
});

describe('a group of transactions', () => {
  let db: Database;
  const put = (value: number): void => db.transaction(() => void db.prepare('INSERT INTO t VALUES (?)').run(value));
  const stored = () =>
    db
      .prepare<{ n: number }>('SELECT n FROM t ORDER BY n')
      .all()
      .map(({ n }) => n);
  beforeEach(() => {
    db = openDatabase(join(folder.dir, 'x.db'), 'CREATE TABLE t (n INTEGER PRIMARY KEY CHECK (n < 100))');
  });

  test('keeps all of them, and sees them in their order', () => {
    const seen = db.group(() => [1, 2, 3].map((n) => [put(n), stored()][1]));
    expect(seen).toEqual([[1], [1, 2], [1, 2, 3]]);
    expect(stored()).toEqual([1, 2, 3]);
  });

  test('takes back the one that throws, and no other', () => {
    db.group(() => {
      put(1);
      expect(() =>
        db.transaction(() => {
          db.prepare('INSERT INTO t VALUES (2)').run();
          throw new Error('no');
        }),
      ).toThrow('no');
      expect(() => put(100)).toThrow('CHECK');
      put(3);
    });
    expect(stored()).toEqual([1, 3]);
  });

  test('keeps nothing when it cannot be ended, and the next one works', () => {
    expect(() =>
      db.group(() => {
        put(1);
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(stored()).toEqual([]);
    db.group(() => put(2));
    expect(stored()).toEqual([2]);
  });

  test('that was rolled back by the engine fails as a whole', () => {
    expect(() =>
      db.group(() => {
        put(1);
        db.prepare('ROLLBACK').run();
        expect(() => put(2)).toThrow();
      }),
    ).toThrow();
    expect(stored()).toEqual([]);
    put(3);
    expect(stored()).toEqual([3]);
  });
});

describe('calls that arrive together', () => {
  test('are answered each for itself, in order: a write, its reading, a conflict, a duplicate, another write', async () => {
    const { store, close } = await openIn(folder.dir);
    const inbound = { from: 'a', hash: 'h' } as const;
    const answers = await Promise.all([
      store.commit(aCommit({ inbound, records: [aRecord('one')] })),
      store.read('couple', 'c1'),
      store.commit(aCommit({ records: [aRecord('lost')] })),
      store.commit(aCommit({ expect: 1, inbound, records: [aRecord('lost')] })),
      store.commit(aCommit({ expect: 1, records: [aRecord('two')] })),
      store.records({ stream: 'turn', after: 0, limit: 9 }),
    ]);
    expect(answers).toMatchObject([
      { status: 'committed', version: 1 },
      { version: 1 },
      { status: 'conflict' },
      { status: 'duplicate' },
      { status: 'committed', version: 2 },
      [{ box: 'one' }, { box: 'two' }],
    ]);
    await close();
  });

  test('one that faults leaves the others; a call just before the end is answered', async () => {
    const { store, close } = await openIn(folder.dir);
    const broken = aCommit({ id: 'c2', records: [{ ...aRecord('x'), box: null as unknown as string }] });
    const addresses = (id: string) => aCommit({ id, addresses: [{ hash: 'number', side: 'a' }] });
    await store.reserveAddress({ address: { hash: 'number', side: 'a' }, id: 'c3' });
    const results = await Promise.allSettled([
      store.commit(aCommit()),
      store.commit(broken),
      store.commit(addresses('c3')),
      store.commit(addresses('c4')),
    ]);
    expect(results).toMatchObject([
      { value: { status: 'committed' } },
      { reason: { code: 'STORE_UNAVAILABLE', details: { operation: 'commit' } } },
      { value: { status: 'committed' } },
      { value: { status: 'address-taken' } },
    ]);
    const last = Promise.all([store.read('couple', 'c2'), store.read('couple', 'c4'), store.read('couple', 'c3')]);
    await close();
    expect(await last).toMatchObject([null, null, { version: 1 }]);
  });
});
