import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { reservationMs, type Store } from '../../src/ports/store.ts';
import { aCommit } from './store-builders.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

const number = { hash: 'number', side: 'a' } as const;

/** What every engine must do with addresses. */
export function addressContract(name: string, open: OpenStore): void {
  describe(`${name} gives addresses`, () => {
    let now = 1_000_000;
    let under: StoreUnderTest;
    let store: Store;

    beforeEach(async () => {
      now = 1_000_000;
      under = await open(() => now);
      store = under.store;
    });
    afterEach(() => under.close());

    const reserve = (id: string, side: 'a' | 'b' = 'a') => store.reserveAddress({ address: { ...number, side }, id });
    const creating = (id: string) => aCommit({ id, addresses: [number] });

    test('a reserved address is its aggregate’s with the first commit, and nobody’s before', async () => {
      expect(await reserve('c1')).toEqual({ status: 'reserved' });
      expect(await store.findByAddress('number')).toBeNull();
      expect(await store.commit(creating('c1'))).toMatchObject({ status: 'committed' });
      expect(await store.findByAddress('number')).toEqual({ id: 'c1', side: 'a', mac: null });
      expect(await store.findByAddress('nobody')).toBeNull();
    });

    test('reserving again is the same; another couple and the other side are told whose it is', async () => {
      await reserve('c1');
      expect(await reserve('c1')).toEqual({ status: 'reserved' });
      const taken = { status: 'taken', by: { id: 'c1', side: 'a', mac: null } };
      expect(await reserve('c2')).toEqual(taken);
      expect(await reserve('c1', 'b')).toEqual(taken);
    });

    test('of many who ask at once exactly one gets it', async () => {
      const asked = await Promise.all(Array.from({ length: 20 }, (_, index) => reserve(`c${index}`)));
      expect(asked.filter(({ status }) => status === 'reserved')).toHaveLength(1);
    });

    test('a commit with an address that is another’s, or nobody’s, is told apart from a conflict and writes nothing', async () => {
      expect(await store.commit(creating('c2'))).toEqual({ status: 'address-taken' });
      await reserve('c1');
      expect(await store.commit(creating('c2'))).toEqual({ status: 'address-taken' });
      expect(await store.read('couple', 'c2')).toBeNull();
      await store.commit(creating('c1'));
      expect(await store.commit(creating('c1'))).toEqual({ status: 'conflict' });
      expect(await store.commit({ ...creating('c1'), expect: 1 })).toMatchObject({ status: 'committed' });
    });

    test('killed between the two: after a minute at the latest the address falls to the next who asks', async () => {
      await reserve('c1');
      const alive = under.reopen ? await under.reopen() : store;
      const again = () => alive.reserveAddress({ address: number, id: 'c2' });
      now += reservationMs - 1;
      // An engine that is alone knows at its start that nobody is in the middle of it.
      if (!under.reopen) expect(await again()).toMatchObject({ status: 'taken' });
      expect(await alive.findByAddress('number')).toBeNull();
      now += 1;
      expect(await again()).toEqual({ status: 'reserved' });
      expect(await alive.commit(creating('c1'))).toEqual({ status: 'address-taken' });
      expect(await alive.commit(creating('c2'))).toMatchObject({ status: 'committed' });
      expect(await alive.findByAddress('number')).toEqual({ id: 'c2', side: 'a', mac: null });
    });

    test('an address of an aggregate that exists never falls to another by itself', async () => {
      await reserve('c1');
      await store.commit(creating('c1'));
      now += 10 * reservationMs;
      expect(await reserve('c2')).toEqual({ status: 'taken', by: { id: 'c1', side: 'a', mac: null } });
    });

    test('an address that its owner was seen not to use is taken from that owner, after a minute', async () => {
      await store.commit(aCommit());
      await reserve('c1');
      const instead = { id: 'c1', side: 'a' } as const;
      const take = () => store.reserveAddress({ address: number, id: 'c2', instead });
      expect(await take()).toMatchObject({ status: 'taken' });
      now += reservationMs;
      expect(await store.reserveAddress({ address: number, id: 'c2', instead: { id: 'c3', side: 'a' } })).toMatchObject(
        {
          status: 'taken',
        },
      );
      expect(await take()).toEqual({ status: 'reserved' });
      expect(await store.commit(creating('c2'))).toMatchObject({ status: 'committed' });
      expect(await store.findByAddress('number')).toEqual({ id: 'c2', side: 'a', mac: null });
    });

    test('an address that another process gave is seen', async () => {
      const other = await under.second?.();
      if (!other) return;
      expect(await store.findByAddress('number')).toBeNull();
      await other.reserveAddress({ address: number, id: 'c1' });
      await other.commit(creating('c1'));
      expect(await store.findByAddress('number')).toEqual({ id: 'c1', side: 'a', mac: null });
      expect(await reserve('c2')).toMatchObject({ status: 'taken' });
    });
  });
}
