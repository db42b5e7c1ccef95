import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ListQuery, Store } from '../../src/ports/store.ts';
import { aCommit } from './store-builders.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

/** What every engine must do with lists. */
export function listContract(name: string, open: OpenStore): void {
  describe(`${name} lists`, () => {
    let under: StoreUnderTest;
    let store: Store;

    beforeEach(async () => {
      under = await open(() => 1_000);
      store = under.store;
      for (const [id, status, level] of [
        ['x3', 'open', 'urgent'],
        ['X1', 'closed', 'urgent'],
        ['x2', 'open', 'emergency'],
        ['-4', 'claimed', 'urgent'],
      ] as const) {
        await store.commit(aCommit({ kind: 'alert', id, facets: { status, level, holder: null } }));
      }
      await store.commit(aCommit({ facets: { status: 'open' } }));
    });
    afterEach(() => under.close());

    const ids = async (query: Omit<ListQuery, 'kind'>) =>
      (await store.list({ kind: 'alert', ...query })).items.map(({ id }) => id);

    test('all of one kind, in the order of their ids', async () => {
      expect(await ids({ limit: 9 })).toEqual(['-4', 'X1', 'x2', 'x3']);
      expect((await store.list({ kind: 'alert', limit: 9 })).items[1]).toEqual(await store.read('alert', 'X1'));
    });

    test('those whose facets have one of the values', async () => {
      expect(await ids({ facets: { status: ['open', 'claimed'] }, limit: 9 })).toEqual(['-4', 'x2', 'x3']);
      expect(await ids({ facets: { status: ['open'], level: ['urgent'] }, limit: 9 })).toEqual(['x3']);
      expect(await ids({ facets: { status: [] }, limit: 9 })).toEqual([]);
    });

    test('those who have nothing in a facet, beside a value of it', async () => {
      await store.commit(aCommit({ kind: 'alert', id: 'x5', facets: { status: 'open', holder: 'Dana' } }));
      await store.commit(aCommit({ kind: 'alert', id: 'x6', facets: { status: 'open', holder: 'Lee' } }));
      expect(await ids({ facets: { status: ['open'], holder: [null] }, limit: 9 })).toEqual(['x2', 'x3']);
      expect(await ids({ facets: { status: ['open'], holder: [null, 'Lee'] }, limit: 9 })).toEqual(['x2', 'x3', 'x6']);
      expect(await store.count('alert', { holder: [null], status: ['open'] })).toBe(2);
    });

    test('without what is sealed, where the plain fields are enough', async () => {
      const { items } = await store.list({ kind: 'alert', facets: { status: ['open'] }, limit: 9, plain: true });
      expect(items.map(({ id, sealed, facets }) => [id, sealed, facets['status']])).toEqual([
        ['x2', {}, 'open'],
        ['x3', {}, 'open'],
      ]);
    });

    test('those of one case code or counselor, whatever else is asked for', async () => {
      for (const [id, caseCode, counselor] of [
        ['d1', 'C-1', 'dana'],
        ['d2', 'C-2', 'dana'],
        ['d3', 'C-3', null],
      ] as const)
        await store.commit(aCommit({ id, facets: { status: 'active', caseCode, counselor } }));
      const found = async (facets: NonNullable<ListQuery['facets']>) =>
        (await store.list({ kind: 'couple', facets, limit: 9 })).items.map(({ id }) => id);
      expect(await found({ status: ['active'], caseCode: ['c-1', 'C-1'] })).toEqual(['d1']);
      expect(await found({ counselor: ['dana'], status: ['active'] })).toEqual(['d1', 'd2']);
      expect(await found({ status: ['active'], counselor: [null] })).toEqual(['d3']);
      expect(await found({ status: ['over'], caseCode: ['C-1'], counselor: ['dana'] })).toEqual([]);
      expect(await store.count('couple', { status: ['active'], counselor: ['dana'], caseCode: ['C-2'] })).toBe(1);
    });

    test('page by page by a cursor, until there is none', async () => {
      const facets = { status: ['open', 'claimed'] };
      const first = await store.list({ kind: 'alert', facets, limit: 2 });
      expect(first.items.map(({ id }) => id)).toEqual(['-4', 'x2']);
      const second = await store.list({ kind: 'alert', facets, limit: 2, cursor: first.next ?? 'none' });
      expect([second.items.map(({ id }) => id), second.next]).toEqual([['x3'], null]);
    });

    test('a scan gives everything of a kind, from an id on, and it is counted', async () => {
      const scan = async (after: string, limit: number) =>
        (await store.scan('alert', { after, limit })).map(({ id }) => id);
      expect(await scan('', 3)).toEqual(['-4', 'X1', 'x2']);
      expect(await scan('x2', 3)).toEqual(['x3']);
      expect(await scan('X2', 9)).toEqual(['x2', 'x3']);
      expect(await scan('x3', 3)).toEqual([]);
      expect([await store.count('alert'), await store.count('couple'), await store.count('clock')]).toEqual([4, 1, 0]);
      expect(await store.count('alert', { status: ['open', 'claimed'], level: ['urgent'] })).toBe(2);
    });
  });
}
