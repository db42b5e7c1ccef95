import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dueLeaseMs, urgentDueLeaseMs } from '../../src/ports/leases.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCommit } from './store-builders.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

/** What every engine must do with due work. */
export function dueContract(name: string, open: OpenStore): void {
  describe(`${name} leases due work`, () => {
    let now = 1_000_000;
    let under: StoreUnderTest;
    let store: Store;

    beforeEach(async () => {
      now = 1_000_000;
      under = await open(() => now);
      store = under.store;
    });
    afterEach(() => under.close());

    const plan = async (id: string, wakeAt: number | null, urgentAt: number | null = null): Promise<void> =>
      void (await store.commit(aCommit({ id, wakeAt, urgentAt })));
    const claim = (at: number, limit = 9, worker = 'w1', from: Store = store) => from.claimDue({ at, worker, limit });
    const ids = async (...given: Parameters<typeof claim>) => (await claim(...given)).map(({ id }) => id);

    test('the earliest first, up to the limit, and nothing before its instant', async () => {
      await plan('late', 300);
      await plan('first', 100);
      await plan('second', 200);
      await plan('never', null);
      expect(await claim(99)).toEqual([]);
      const claimed = await claim(200, 1);
      expect(claimed).toEqual([{ kind: 'couple', id: 'first', at: 100, urgent: false, token: expect.any(String) }]);
      expect(await ids(200)).toEqual(['second']);
      expect(await ids(999)).toEqual(['late']);
    });

    test('what belongs to a crisis comes before all others, however late it fell due', async () => {
      for (let index = 0; index < 20; index += 1) await plan(`nudge${index}`, 100 + index);
      await plan('question', 400, 500);
      await plan('silence', 500, 500);
      const claimed = await claim(500, 3);
      expect(claimed.map(({ id, urgent }) => [id, urgent])).toEqual([
        ['question', true],
        ['silence', true],
        ['nudge0', false],
      ]);
    });

    test('a crisis that has not come yet makes nothing urgent', async () => {
      await plan('earlier', 50);
      await plan('both', 100, 900);
      expect((await claim(100)).map(({ id, urgent }) => [id, urgent])).toEqual([
        ['earlier', false],
        ['both', false],
      ]);
    });

    test('what one holds no other gets, until it is given back or the lease ends', async () => {
      await plan('c1', 100);
      const other = (await under.second?.()) ?? store;
      const [held] = await claim(100);
      expect(await ids(100, 9, 'w2', other)).toEqual([]);
      await store.releaseDue(held ? [held] : []);
      expect(await ids(100, 9, 'w2', other)).toEqual(['c1']);
      now += dueLeaseMs - 1;
      expect(await ids(100)).toEqual([]);
      now += 1;
      expect(await ids(100)).toEqual(['c1']);
    });

    test('what belongs to a crisis is free again after ten seconds, though a claim took it before it was one', async () => {
      await plan('silence', 100, 100);
      await plan('nudge', 100, 500);
      const held = await claim(100);
      expect(held.map(({ id, urgent }) => [id, urgent])).toEqual([
        ['silence', true],
        ['nudge', false],
      ]);
      now += urgentDueLeaseMs - 1;
      expect(await ids(500)).toEqual([]);
      now += 1;
      const taken = await claim(500, 9, 'w2');
      expect(taken.map(({ id, urgent }) => [id, urgent])).toEqual([
        ['silence', true],
        ['nudge', true],
      ]);
      // Who had them before gives nothing back.
      await store.releaseDue(held);
      expect(await ids(500)).toEqual([]);
      now += urgentDueLeaseMs - 1;
      expect(await ids(500)).toEqual([]);
    });

    test('a claim that was lost gives nothing back', async () => {
      await plan('c1', 100);
      const [lost] = await claim(100);
      now += dueLeaseMs;
      expect(await ids(100)).toEqual(['c1']);
      await store.releaseDue(lost ? [lost] : []);
      expect(await ids(100)).toEqual([]);
    });

    test('what failed is held back until its time and holds nothing else back', async () => {
      await plan('broken', 100);
      const [failed] = await claim(100);
      await store.releaseDue(failed ? [{ ...failed, until: now + 5_000 }] : []);
      await plan('c2', 200);
      expect(await ids(200)).toEqual(['c2']);
      now += 5_000;
      expect(await ids(200)).toEqual(['broken']);
    });

    test('work that was done is not due any more, whether or not its claim was given back', async () => {
      await plan('c1', 100, 100);
      await claim(100);
      await store.commit(aCommit({ id: 'c1', expect: 1, wakeAt: 900 }));
      now += dueLeaseMs;
      expect(await ids(100)).toEqual([]);
    });

    test('of claims at once each aggregate goes to one', async () => {
      for (let index = 0; index < 50; index += 1) await plan(`c${index}`, index);
      const claims = await Promise.all(Array.from({ length: 10 }, (_, index) => ids(99, 10, `w${index}`)));
      expect(new Set(claims.flat()).size).toBe(50);
      expect(claims.flat()).toHaveLength(50);
    });

    test('the next instant is told, of what nobody holds', async () => {
      expect(await store.nextDueAt()).toBeNull();
      await plan('c1', 100);
      await plan('c2', 300, 300);
      expect(await store.nextDueAt()).toBe(100);
      await claim(100);
      expect(await store.nextDueAt()).toBe(300);
    });

    test('alerts and the roster have their times too', async () => {
      await store.commit(aCommit({ kind: 'alert', id: 'x1', wakeAt: 100, urgentAt: 100 }));
      await store.commit(aCommit({ kind: 'roster', id: 'roster', wakeAt: 90 }));
      expect(await claim(100)).toMatchObject([
        { kind: 'alert', id: 'x1', urgent: true },
        { kind: 'roster', id: 'roster', urgent: false },
      ]);
    });
  });
}
