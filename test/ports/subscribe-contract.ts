import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FeedItem, Numbered, Store } from '../../src/ports/store.ts';
import { aCommit, aRecord } from './store-builders.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

/** Collects what a subscription gives until `enough` says so; at most `patienceMs`. */
async function collect<Item>(
  subscription: (signal: AbortSignal) => AsyncIterable<readonly Item[]>,
  enough: (items: readonly Item[]) => boolean,
  patienceMs = 2_000,
): Promise<readonly Item[]> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), patienceMs);
  const items: Item[] = [];
  try {
    for await (const batch of subscription(control.signal)) {
      items.push(...batch);
      if (enough(items)) break;
    }
  } finally {
    clearTimeout(timer);
    control.abort();
  }
  return items;
}

/** What every engine must tell those who subscribe. */
export function subscribeContract(name: string, open: OpenStore): void {
  describe(`${name} tells subscribers`, () => {
    let under: StoreUnderTest;
    let store: Store;
    let other: Store;

    beforeEach(async () => {
      under = await open(() => 1_000);
      store = under.store;
      other = (await under.second?.()) ?? store;
    });
    afterEach(() => under.close());

    const alert = (id: string, expected: number, level: string, on: Store = store) =>
      on.commit(aCommit({ kind: 'alert', id, expect: expected, facets: { level } }));
    const stream = (after: number, count: number) =>
      collect<Numbered>(
        (signal) => store.subscribe({ stream: 'turn', after, signal }),
        ({ length }) => length >= count,
        under.patienceMs,
      );
    const feed = (after: string | null, enough: (items: readonly FeedItem[]) => boolean) =>
      collect<FeedItem>((signal) => store.subscribe({ feed: 'alerts', after, signal }), enough);
    const versions = (items: readonly FeedItem[]) => items.map(({ id, version }) => [id, version]);

    test('a feed from its end on: what changes later, of its own kind alone', async () => {
      await alert('before', 0, 'urgent');
      await store.commit(aCommit({ kind: 'request', id: 'r0', expect: 0 }));
      const ends = [await store.feedEnd('alerts'), await store.feedEnd('requests')] as const;
      await store.commit(aCommit({ kind: 'request', id: 'r1', expect: 0 }));
      await alert('later', 0, 'urgent', other);
      expect(versions(await feed(ends[0], ({ length }) => length > 0))).toEqual([['later', 1]]);
      const asked = await collect<FeedItem>(
        (signal) => store.subscribe({ feed: 'requests', after: ends[1], signal }),
        ({ length }) => length > 0,
      );
      expect(versions(asked)).toEqual([['r1', 1]]);
    });

    test('a stream: all since a number and all that comes, in order, without gaps, each once', async () => {
      await store.commit(aCommit({ records: [aRecord('r1'), aRecord('other', 'other'), aRecord('r2')] }));
      const heard = stream(1, 101);
      for (let index = 0; index < 100; index += 1) {
        const from = index % 2 ? store : other;
        await from.commit(aCommit({ expect: index + 1, records: [aRecord(`n${index}`)] }));
        if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      const items = await heard;
      expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 101 }, (_, index) => index + 2));
      expect(items[0]?.record).toMatchObject({ stream: 'turn', box: 'r2' });
    });

    test('a feed: each aggregate with its newest state, in order per aggregate, whoever wrote', async () => {
      const heard = feed(null, (items) => items.some(({ id, version }) => id === 'x2' && version === 2));
      await alert('x1', 0, 'urgent');
      await alert('x2', 0, 'urgent', other);
      await store.commit(aCommit());
      await alert('x1', 1, 'emergency', other);
      await alert('x2', 1, 'emergency');
      const items = await heard;
      expect(items.at(-1)).toMatchObject({ id: 'x2', version: 2, facets: { level: 'emergency' } });
      for (const id of ['x1', 'x2']) {
        const seen = items.filter((item) => item.id === id).map(({ version }) => version);
        expect(seen).toEqual(seen.toSorted((left, right) => left - right));
        expect(seen.at(-1)).toBe(2);
      }
      expect(items.some(({ id }) => id === 'c1')).toBe(false);
    });

    test('a feed goes on after a cursor, and after a restart; none is skipped', async () => {
      await alert('x1', 0, 'urgent');
      await alert('x2', 0, 'urgent');
      const [first] = await feed(null, ({ length }) => length >= 1);
      await alert('x3', 0, 'urgent');
      if (under.reopen) store = await under.reopen();
      const rest = await feed(first?.cursor ?? null, ({ length }) => length >= 2);
      expect(versions([...(first ? [first] : []), ...rest])).toEqual([
        ['x1', 1],
        ['x2', 1],
        ['x3', 1],
      ]);
    });

    test('a change in another process is heard within a second', async () => {
      const started = performance.now();
      const heard = feed(null, ({ length }) => length >= 1);
      await alert('x1', 0, 'urgent', other);
      expect(await heard).toHaveLength(1);
      expect(performance.now() - started).toBeLessThan(1_000);
    });

    test('a bare turn changes no alert, and a conflict tells nobody', async () => {
      await alert('x1', 0, 'urgent');
      await store.commit(aCommit({ kind: 'alert', id: 'x1', expect: null }));
      await alert('x1', 7, 'emergency');
      await alert('x2', 0, 'urgent');
      expect(versions(await feed(null, (items) => items.some(({ id }) => id === 'x2')))).toEqual([
        ['x1', 1],
        ['x2', 1],
      ]);
    });

    test.each(['words', '-1', '999999'])('the cursor %s is of no such store, and is told so', async (after) => {
      await expect(feed(after, () => true)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    });

    test('a subscription ends with its signal', async () => {
      const control = new AbortController();
      const ended = (async () => {
        for await (const _ of store.subscribe({ stream: 'turn', after: 0, signal: control.signal })) return 'told';
        return 'ended';
      })();
      setTimeout(() => control.abort(), 20);
      expect(await ended).toBe('ended');
    });
  });
}
