import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/ports/store.ts';
import { addressContract } from './address-contract.ts';
import { dueContract } from './due-contract.ts';
import { listContract } from './list-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { aCommit, anEffect, aRecord } from './store-builders.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';
import { subscribeContract } from './subscribe-contract.ts';

/** What every engine must do. A new engine joins with one call. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`${name} keeps state`, () => {
    let under: StoreUnderTest;
    let store: Store;

    beforeEach(async () => {
      under = await open(() => 1_000);
      store = under.store;
    });
    afterEach(() => under.close());

    test('what was committed is read back, field by field', async () => {
      const facets = { case: 'C-1', counselor: null, level: 2 };
      const result = await store.commit(
        aCommit({ sealed: { shared: 's', a: 'x' }, facets, wakeAt: 9, urgentAt: 7, mac: 'm1' }),
      );
      expect(result).toEqual({ status: 'committed', version: 1, leases: [], seqs: [] });
      expect(await store.read('couple', 'c1')).toEqual({
        kind: 'couple',
        id: 'c1',
        version: 1,
        sealed: { shared: 's', a: 'x' },
        facets,
        wakeAt: 9,
        urgentAt: 7,
        mac: 'm1',
      });
      expect(await store.read('alert', 'c1')).toBeNull();
    });

    test('only parts that changed are replaced; facets and wakeAt always are', async () => {
      await store.commit(aCommit({ sealed: { shared: 's1', a: 'a1' }, facets: { status: 'x' }, wakeAt: 9, mac: 'm1' }));
      await store.commit(aCommit({ expect: 1, sealed: { a: 'a2' } }));
      const read = await store.read('couple', 'c1');
      expect(read).toMatchObject({
        version: 2,
        sealed: { shared: 's1', a: 'a2' },
        facets: {},
        wakeAt: null,
        mac: null,
      });
    });

    test('a second creation, a stale version and a version of nothing conflict, and nothing is written', async () => {
      await store.commit(aCommit({ sealed: { shared: 'first' } }));
      for (const conflicting of [aCommit(), aCommit({ expect: 2 }), aCommit({ id: 'c2', expect: 1 })]) {
        const commit = { ...conflicting, sealed: { shared: 'second' }, records: [aRecord('r')] };
        expect(await store.commit(commit)).toEqual({ status: 'conflict' });
      }
      expect(await store.read('couple', 'c1')).toMatchObject({ version: 1, sealed: { shared: 'first' } });
      expect(await store.records({ stream: 'turn', after: 0, limit: 9 })).toEqual([]);
    });

    test('of commits at once on one version exactly one wins', async () => {
      await store.commit(aCommit());
      const results = await Promise.all(Array.from({ length: 20 }, () => store.commit(aCommit({ expect: 1 }))));
      expect(results.filter(({ status }) => status === 'committed')).toHaveLength(1);
      expect(results.filter(({ status }) => status === 'conflict')).toHaveLength(19);
    });

    test('of commits at once by two processes exactly one wins each version, and what it appends is there alone', async () => {
      const other = await under.second?.();
      if (!other) return;
      for (let version = 0; version < 10; version += 1) {
        const commits = [store, other, store, other].map((from, index) => {
          const [record, effect] = [aRecord(`r${version}`), anEffect(`e${version}-${index}`)];
          return from.commit(aCommit({ expect: version, records: [record], effects: [effect] }));
        });
        const won = (await Promise.all(commits)).filter(({ status }) => status === 'committed');
        expect(won).toHaveLength(1);
      }
      expect(await other.records({ stream: 'turn', after: 0, limit: 99 })).toHaveLength(10);
      expect(await other.waiting({ after: 0, limit: 99 })).toHaveLength(10);
    });

    test('an inbound that two processes hear at once is committed once', async () => {
      const other = await under.second?.();
      if (!other) return;
      const inbound = { from: 'a', hash: 'h1' } as const;
      const bare = aCommit({ expect: null, inbound, records: [aRecord('r')] });
      const heard = await Promise.all([store, other, store, other].map((from) => from.commit(bare)));
      expect(heard.map(({ status }) => status).sort()).toEqual(['committed', 'duplicate', 'duplicate', 'duplicate']);
    });

    test('an inbound is committed once, whatever the version', async () => {
      const inbound = { from: 'a', hash: 'h1' } as const;
      await store.commit(aCommit({ inbound }));
      expect(await store.commit(aCommit({ expect: 1, inbound }))).toEqual({ status: 'duplicate' });
      expect(await store.commit(aCommit({ expect: 7, inbound }))).toEqual({ status: 'duplicate' });
      const fromB = await store.commit(aCommit({ expect: 1, inbound: { from: 'b', hash: 'h1' } }));
      expect(fromB.status).toBe('committed');
    });

    test('the newest 64 inbounds of a sender are remembered', async () => {
      const inbound = (index: number) => ({ from: 'a', hash: `h${index}` }) as const;
      for (let index = 0; index < 65; index += 1) {
        await store.commit(aCommit({ expect: index, inbound: inbound(index) }));
      }
      expect((await store.commit(aCommit({ expect: 65, inbound: inbound(1) }))).status).toBe('duplicate');
      expect((await store.commit(aCommit({ expect: 65, inbound: inbound(64) }))).status).toBe('duplicate');
      expect((await store.commit(aCommit({ expect: 65, inbound: inbound(0) }))).status).toBe('committed');
    });

    test('a conflict does not remember its inbound', async () => {
      const inbound = { from: 'a', hash: 'h1' } as const;
      expect((await store.commit(aCommit({ expect: 3, inbound }))).status).toBe('conflict');
      expect((await store.commit(aCommit({ inbound }))).status).toBe('committed');
    });

    test('a bare turn appends and leaves the state alone, also where there is none', async () => {
      const bare = (hash: string) => aCommit({ expect: null, inbound: { from: 'a', hash }, records: [aRecord('r')] });
      expect(await store.commit(bare('h1'))).toMatchObject({ status: 'committed' });
      expect(await store.read('couple', 'c1')).toBeNull();
      expect(await store.commit(bare('h1'))).toEqual({ status: 'duplicate' });
      await store.commit(aCommit({ sealed: { shared: 's' }, facets: { status: 'x' }, wakeAt: 9 }));
      await store.commit(bare('h2'));
      expect(await store.read('couple', 'c1')).toMatchObject({ version: 1, facets: { status: 'x' }, wakeAt: 9 });
      expect(await store.records({ stream: 'turn', after: 0, limit: 9 })).toHaveLength(2);
    });

    test('records are numbered from 1 without gaps, per stream, and read on from a number', async () => {
      const first = await store.commit(aCommit({ records: [aRecord('r1'), aRecord('x1', 'other'), aRecord('r2')] }));
      await store.commit(aCommit({ expect: 9, records: [aRecord('lost')] }));
      const second = await store.commit(aCommit({ expect: 1, records: [aRecord('r3')] }));
      // A commit says which numbers it gave, so that they can be passed on without reading.
      expect([first, second]).toMatchObject([{ seqs: [1, 1, 2] }, { seqs: [3] }]);
      const all = await store.records({ stream: 'turn', after: 0, limit: 9 });
      expect(all.map(({ seq, box }) => [seq, box])).toEqual([
        [1, 'r1'],
        [2, 'r2'],
        [3, 'r3'],
      ]);
      expect(all[0]).toEqual({ ...aRecord('r1'), seq: 1 });
      expect(await store.records({ stream: 'turn', after: 1, limit: 1 })).toEqual([{ ...aRecord('r2'), seq: 2 }]);
    });

    test('all addresses can be read in pages', async () => {
      const addresses = ['h3', 'h1', 'h2'].map((hash) => ({ hash, side: 'b', mac: `of ${hash}` }) as const);
      for (const address of addresses) await store.reserveAddress({ address, id: 'c1' });
      await store.commit(aCommit({ addresses }));
      const owner = { id: 'c1', side: 'b' };
      const first = await store.addresses({ after: '', limit: 2 });
      expect(first).toEqual([
        { hash: 'h1', mac: 'of h1', ...owner },
        { hash: 'h2', mac: 'of h2', ...owner },
      ]);
      expect(await store.addresses({ after: 'h2', limit: 2 })).toEqual([{ hash: 'h3', mac: 'of h3', ...owner }]);
    });

    test('all that waits can be read in pages, with the lane it waits in', async () => {
      await store.commit(aCommit({ effects: [anEffect('e1'), anEffect('e2', 'crisis', 'system')] }));
      await store.commit(aCommit({ kind: 'alert', id: 'x1', effects: [anEffect('e3')] }));
      const [one, two, ...more] = await store.waiting({ after: 0, limit: 2 });
      const entry = { at: 1_000, tries: 0 };
      expect([one, two]).toMatchObject([
        { kind: 'couple', id: 'c1', entry: { ...anEffect('e1'), ...entry } },
        { kind: 'couple', id: 'c1', entry: { ...anEffect('e2', 'crisis', 'system'), ...entry } },
      ]);
      expect(more).toEqual([]);
      const rest = await store.waiting({ after: two?.seq ?? 0, limit: 2 });
      expect(rest).toMatchObject([{ kind: 'alert', id: 'x1', entry: anEffect('e3') }]);
    });

    test('the records of all streams can be read in pages', async () => {
      await store.commit(aCommit({ records: [aRecord('r1'), aRecord('x1', 'other'), aRecord('r2')] }));
      const all = await store.allRecords({ after: { stream: '', seq: 0 }, limit: 2 });
      expect(all).toEqual([
        { ...aRecord('x1', 'other'), seq: 1 },
        { ...aRecord('r1'), seq: 1 },
      ]);
      const rest = await store.allRecords({ after: { stream: 'turn', seq: 1 }, limit: 2 });
      expect(rest).toEqual([{ ...aRecord('r2'), seq: 2 }]);
    });

    test('a restart forgets nothing', async () => {
      if (!under.reopen) return;
      const inbound = { from: 'a', hash: 'h1' } as const;
      const addresses = [{ hash: 'number', side: 'b' }] as const;
      await store.reserveAddress({ address: addresses[0], id: 'c1' });
      await store.commit(aCommit({ sealed: { b: 'x' }, inbound, addresses, records: [aRecord('r')], wakeAt: 4 }));
      const before = await store.read('couple', 'c1');
      const reopened = await under.reopen();
      expect(await reopened.read('couple', 'c1')).toEqual(before);
      expect(await reopened.commit(aCommit({ expect: 1, inbound }))).toEqual({ status: 'duplicate' });
      expect(await reopened.findByAddress('number')).toEqual({ id: 'c1', side: 'b', mac: null });
      expect(await reopened.records({ stream: 'turn', after: 0, limit: 9 })).toHaveLength(1);
    });
  });

  addressContract(name, open);
  dueContract(name, open);
  listContract(name, open);
  subscribeContract(name, open);
  outboxContract(name, open);
}
