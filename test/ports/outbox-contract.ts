import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { deadLetterStream, unknownStream } from '../../src/ports/given-up.ts';
import { leaseMs } from '../../src/ports/leases.ts';
import type { Leased, OutboxDraft, Store } from '../../src/ports/store.ts';
import { aCommit, again, anEffect, aRecord, done, heldBack, idsOf } from './store-builders.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

/** The outbox half of the store's contract. */
export function outboxContract(name: string, open: OpenStore): void {
  describe(`${name} keeps the outbox`, () => {
    let under: StoreUnderTest;
    let store: Store;
    let now: number;
    let version: number;

    beforeEach(async () => {
      now = 1_000_000;
      version = 0;
      under = await open(() => now);
      store = under.store;
    });
    afterEach(() => under.close());

    /** Commits effects to c1; gives the leases that came with it. */
    const put = async (...effects: readonly OutboxDraft[]): Promise<readonly Leased[]> => {
      const result = await store.commit(aCommit({ expect: version, effects }));
      if (result.status !== 'committed') return [];
      version = result.version;
      return result.leases;
    };
    const claim = (limit = 9) => store.claim({ worker: 'w2', limit });
    const first = <Item>(items: readonly Item[]): Item => {
      const [item] = items;
      expect(item).toBeDefined();
      return item as Item;
    };
    const unknownOnes = () => store.records({ stream: unknownStream('couple', 'c1'), after: 0, limit: 9 });

    test('the committing worker gets the lanes that were empty, each with its entries in order', async () => {
      const leases = await put(anEffect('e1'), anEffect('e2'), anEffect('e3', 'crisis'), anEffect('e4', 'reply', 'b'));
      expect(leases.map((lease) => [lease.to, lease.lane, idsOf(lease)])).toEqual([
        ['a', 'reply', ['e1', 'e2']],
        ['a', 'crisis', ['e3']],
        ['b', 'reply', ['e4']],
      ]);
      const reply = first(leases);
      expect(reply).toMatchObject({ kind: 'couple', id: 'c1', until: now + leaseMs.reply });
      expect(reply.entries[0]).toEqual({ ...anEffect('e1'), at: now, tries: 0 });
      expect(await claim()).toEqual([]);
      expect(await store.nextEntryAt()).toBeNull();
    });

    test('what failed holds back what a partner or a couple is told after it, and no page', async () => {
      const [text, page, news] = await put(
        anEffect('t1'),
        anEffect('p1', 'crisis', 'system'),
        anEffect('n1', 'counselor', 'system'),
      );
      await store.settle(news as Leased, [again('n1', now + 10_000)]);
      await store.settle(text as Leased, [again('t1', now + 10_000)]);
      await store.settle(page as Leased, [again('p1', now + 10_000)]);
      now += 1_000;
      await put(anEffect('t2'), anEffect('p2', 'crisis', 'system'), anEffect('n2', 'counselor', 'system'));
      expect(await store.nextEntryAt()).toBe(now);
      const claimed = first(await claim());
      expect([claimed.to, idsOf(claimed)]).toEqual(['system', ['p2']]);
      await store.settle(claimed, [done('p2')]);
      expect(await claim()).toEqual([]);
      now += 9_000;
      expect((await claim()).map((lease) => idsOf(lease))).toEqual([['p1'], ['t1', 't2'], ['n1', 'n2']]);
    });

    test('a lane that held something is not leased again; what came later follows with the settling', async () => {
      const lease = first(await put(anEffect('e1')));
      expect(await put(anEffect('e2'))).toEqual([]);
      const settled = await store.settle(lease, [done('e1', [aRecord('sent')])]);
      const more = settled.status === 'settled' ? settled.more : null;
      expect(idsOf(more)).toEqual(['e2']);
      expect(await store.records({ stream: 'turn', after: 0, limit: 9 })).toHaveLength(1);
      expect(more && (await store.settle(more, [done('e2')]))).toEqual({ status: 'settled', more: null });
      expect(await store.nextEntryAt()).toBeNull();
      expect(first(await put(anEffect('e3'))).entries).toHaveLength(1);
      expect((await store.read('couple', 'c1'))?.version).toBe(3);
    });

    test('an entry that waits holds back what follows it in its lane, and only there', async () => {
      const [reply, crisis] = await put(anEffect('e1'), anEffect('e2'), anEffect('e3', 'crisis'));
      if (!reply || !crisis) return expect([reply, crisis]).toHaveLength(0);
      expect(await store.settle(reply, [again('e1', now + 500)])).toEqual({ status: 'settled', more: null });
      expect(await store.settle(crisis, [])).toMatchObject({ status: 'settled', more: { lane: 'crisis' } });
      expect(await store.nextEntryAt()).toBe(now + 500);
      expect(await claim()).toEqual([]);
      now += 500;
      const back = first(await claim());
      expect(idsOf(back)).toEqual(['e1', 'e2']);
      expect(back.entries[0]?.tries).toBe(1);
    });

    test('entries are handed out only up to the first that waits', async () => {
      const lease = first(await put(anEffect('e1'), anEffect('e2'), anEffect('e3')));
      const settled = await store.settle(lease, [again('e2', now + 500)]);
      expect(settled.status === 'settled' && idsOf(settled.more)).toEqual(['e1']);
    });

    test('an old token settles and renews nothing', async () => {
      const old = first(await put(anEffect('e1')));
      now += leaseMs.reply;
      const taken = first(await claim());
      expect(taken.token).not.toBe(old.token);
      expect(await store.renew(old)).toBe(false);
      expect(await store.settle(old, [done('e1', [aRecord('sent')])])).toEqual({ status: 'stale' });
      expect(await store.records({ stream: 'turn', after: 0, limit: 9 })).toEqual([]);
      expect(await store.settle(taken, [done('e1')])).toEqual({ status: 'settled', more: null });
      expect(await store.settle(taken, [done('e1')])).toEqual({ status: 'stale' });
    });

    test('a lease that ended and nobody took still settles', async () => {
      const lease = first(await put(anEffect('e1')));
      now += leaseMs.reply * 2;
      expect(await store.settle(lease, [done('e1')])).toEqual({ status: 'settled', more: null });
    });

    test('renewing keeps a lane from others', async () => {
      const lease = first(await put(anEffect('e1')));
      now += leaseMs.reply - 1;
      expect(await store.renew(lease)).toBe(true);
      now += leaseMs.reply - 1;
      expect(await claim()).toEqual([]);
      now += 1;
      expect(await claim()).toHaveLength(1);
    });

    test('crisis lanes are claimed first, then those that wait longest, up to the limit', async () => {
      const effects = { c2: 'reply', c3: 'mediated', c4: 'crisis', c5: 'reply' } as const;
      for (const [id, lane] of Object.entries(effects)) {
        now += 1;
        await store.commit(aCommit({ id, effects: [anEffect(`of ${id}`, lane)] }));
      }
      now += leaseMs.reply;
      const claimed = await claim(3);
      expect(claimed.map(({ id }) => id)).toEqual(['c4', 'c2', 'c3']);
      expect((await claim()).map(({ id }) => id)).toEqual(['c5']);
    });

    test('of claims at once by two processes each lane goes to one', async () => {
      const other = await under.second?.();
      if (!other) return;
      const ids = Array.from({ length: 12 }, (_, index) => `k${index}`);
      for (const id of ids) await store.commit(aCommit({ id, effects: [anEffect(`of ${id}`)] }));
      now += leaseMs.reply;
      const claims = await Promise.all(
        [store, other, store, other].map((from, index) => from.claim({ worker: `w${index}`, limit: 20 })),
      );
      expect(
        claims
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(ids.sort());
    });

    test('a bare turn of an aggregate that does not exist is sent all the same', async () => {
      const result = await store.commit(aCommit({ expect: null, effects: [anEffect('e1', 'crisis')] }));
      expect(result.status === 'committed' && result.leases.map(idsOf)).toEqual([['e1']]);
    });

    test('a duplicate and a conflict send nothing', async () => {
      const inbound = { from: 'a', hash: 'h' } as const;
      await store.commit(aCommit({ inbound }));
      await store.commit(aCommit({ expect: 1, inbound, effects: [anEffect('e1')] }));
      await store.commit(aCommit({ effects: [anEffect('e2')] }));
      expect(await store.nextEntryAt()).toBeNull();
    });

    test.each([
      ['nudge', 'nudge'],
      ['question to a language service', 'language'],
    ] as const)('a %s whose lease was lost is not handed out again, but recorded', async (_, lane) => {
      const lease = first(await put(anEffect('n1', lane), anEffect('n2', lane)));
      expect(idsOf(lease)).toEqual(['n1']);
      now += leaseMs[lane];
      expect((await claim()).map(idsOf)).toEqual([['n2']]);
      expect(await unknownOnes()).toMatchObject([{ seq: 1, kind: 'outcome_unknown', owner: { id: 'c1', part: 'a' } }]);
      expect(await store.settle(lease, [done('n1')])).toEqual({ status: 'stale' });
    });

    test('a nudge that was not tried may be put off', async () => {
      const lease = first(await put(anEffect('n1', 'nudge')));
      await store.settle(lease, [again('n1', now + 500)]);
      now += 500;
      expect((await claim()).map(idsOf)).toEqual([['n1']]);
      expect(await unknownOnes()).toEqual([]);
    });

    test('what was held back and not tried counts as no attempt', async () => {
      for (const lane of ['nudge', 'reply', 'crisis'] as const) {
        await store.settle(first(await put(anEffect(lane, lane))), [heldBack(lane, now + 500)]);
        now += 500;
        expect(first(await claim()).entries).toMatchObject([{ id: lane, tries: 0 }]);
      }
      expect(await unknownOnes()).toEqual([]);
    });

    test('a nudge that was sent leaves no such record', async () => {
      await store.settle(first(await put(anEffect('n1', 'nudge'))), [done('n1')]);
      now += leaseMs.nudge;
      expect(await claim()).toEqual([]);
      expect(await unknownOnes()).toEqual([]);
    });

    test('replies above 200 push the oldest to the dead letters; a crisis is never among them', async () => {
      const many = (lane: 'reply' | 'crisis') =>
        Array.from({ length: 203 }, (_, index) => anEffect(`${lane}-${index}`, lane));
      await put(...many('reply'), ...many('crisis'));
      const letters = (id: string) =>
        store.records({ stream: deadLetterStream('couple', 'c1', id), after: 0, limit: 9 });
      expect(await letters('reply-2')).toMatchObject([
        { kind: 'dead_letter', box: 'box of reply-2', owner: { part: 'a' } },
      ]);
      expect([(await letters('reply-3')).length, (await letters('crisis-0')).length]).toEqual([0, 0]);
    });

    test('after a restart what was leased is sent again, a nudge is not', async () => {
      if (!under.reopen) return;
      await put(anEffect('e1'), anEffect('e2', 'crisis', 'system'), anEffect('n1', 'nudge'));
      store = await under.reopen();
      now += Math.max(...Object.values(leaseMs));
      expect((await claim()).map(idsOf)).toEqual([['e2'], ['e1']]);
      expect(await unknownOnes()).toHaveLength(1);
    });
  });
}
