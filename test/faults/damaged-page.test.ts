import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Commit, Store, StoredAggregate } from '../../src/ports/store.ts';
import { aFolder, closeAll, openIn } from '../adapters/libsql-folder.ts';
import { damage, type PageKind } from '../support/damage.ts';

jest.setTimeout(60_000);

const couples = 300;
const idOf = (no: number): string => `couple-${String(no).padStart(4, '0')}`;
const ids = Array.from({ length: couples }, (_, no) => idOf(no));

/** What a couple writes: a state of some length, something due, something that waits to go out. */
const commitOf = (id: string, expect: number): Commit => ({
  ...{ kind: 'couple', id, expect, facets: { caseCode: id, status: 'active' }, wakeAt: 1_000, urgentAt: 900 },
  sealed: { shared: 's'.repeat(300), a: 'a'.repeat(700 + expect), b: 'b'.repeat(700) },
  mac: `mac of ${id}`,
  inbound: { from: 'a', hash: `hash-${id}-${expect}` },
  effects: [{ id: `${id}-${expect}`, to: 'a', lane: 'crisis', box: `box of ${id}`.padEnd(300, '.') }],
  records: [
    { stream: `turn|${id}|a`, kind: 'turn', at: 1, owner: { kind: 'couple', id, part: 'a' }, box: 'r'.repeat(200) },
  ],
  worker: 'w',
});

let lived: Awaited<ReturnType<typeof aFolder>>;

beforeAll(async () => {
  lived = await aFolder();
  const { store, keys, close } = await openIn(lived.dir);
  await Promise.all(
    ids.map(async (id) => {
      await keys.create('couple', id, ['shared', 'a', 'b']);
      await store.reserveAddress({ address: { hash: `address-${id}`, side: 'a' }, id });
      await store.commit({ ...commitOf(id, 0), addresses: [{ hash: `address-${id}`, side: 'a' }] });
    }),
  );
  await close();
}, 60_000);
afterAll(async () => {
  await closeAll();
  await lived.remove();
});

/** A copy of the folder in which one page is damaged, open. */
async function open(file: string, table: string, kind: PageKind) {
  const copy = await aFolder();
  await cp(lived.dir, copy.dir, { recursive: true });
  damage(join(copy.dir, file), table, kind);
  const opened = await openIn(copy.dir).catch(async (error: unknown) => {
    await copy.remove();
    throw error;
  });
  const close = async () => {
    await opened.close();
    await copy.remove();
  };
  return { ...opened, close };
}

const isWhole = (row: StoredAggregate | null): boolean => row?.mac === `mac of ${row?.id}`;

async function wholeIn(store: Store): Promise<readonly string[]> {
  const rows = await Promise.all(ids.map((id) => store.read('couple', id)));
  return rows.filter(isWhole).map((row) => String(row?.id));
}

const places: readonly [string, string, PageKind, number][] = [
  ['coach.db', 'aggregates', 'leaf', 2],
  ['coach.db', 'sqlite_autoindex_aggregates_1', 'leaf', 0],
  ['coach.db', 'aggregatesWaking', 'leaf', 0],
  ['coach.db', 'aggregatesInCrisis', 'leaf', 0],
  ['coach.db', 'aggregatesByStatus', 'leaf', 0],
  ['coach.db', 'inbound', 'leaf', 0],
  ['coach.db', 'records', 'leaf', 0],
  ['coach.db', 'addresses', 'leaf', 0],
  ['coach.db', 'entries', 'leaf', 0],
  ['coach.db', 'lanes', 'leaf', 0],
  ['coach.db', 'entriesOfLane', 'leaf', 0],
  ['coach.db', 'lanesReady', 'leaf', 0],
  ['keys.db', 'wrapped', 'leaf', 0],
  ['keys.db', 'heads', 'leaf', 0],
];

describe.each(places)('a data folder with a damaged page in %s: %s (%s)', (file, table, kind, atMost) => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    opened = await open(file, table, kind);
  });
  afterAll(() => opened?.close());

  test('opens, and every couple can be read but those of the page', async () => {
    const whole = await wholeIn(opened.store);
    expect(couples - whole.length).toBeLessThanOrEqual(atMost);
    if (atMost > 0) expect(whole.length).toBeLessThan(couples);
  });

  test('names every couple when they are looked through', async () => {
    const rows = await opened.store.scan('couple', { after: '', limit: 1_000 });
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(await opened.store.count('couple')).toBe(couples);
  });

  test('gives what is due of every couple that can be read', async () => {
    const whole = await wholeIn(opened.store);
    const claims = await opened.store.claimDue({ at: 2_000, worker: 'w', limit: 1_000 });
    expect(claims.map(({ id }) => id)).toEqual(expect.arrayContaining([...whole]));
    expect(await opened.store.nextDueAt()).toBe(whole.length === claims.length ? null : 1_000);
  });

  test('gives what waits to go out, but for what stood on the page', async () => {
    const leases = await opened.store.claim({ worker: 'w', limit: 1_000 });
    expect(leases.length).toBeGreaterThan(couples - 150);
  });

  test('takes another message of every couple that can be read', async () => {
    const whole = await wholeIn(opened.store);
    const done = await Promise.all(whole.map((id) => opened.store.commit(commitOf(id, 1))));
    expect(new Set(done.map(({ status }) => status))).toEqual(new Set(['committed']));
  });

  test('appends to a couple that cannot be read', async () => {
    const whole = new Set(await wholeIn(opened.store));
    const { store } = opened;
    for (const id of ids.filter((each) => !whole.has(each))) {
      const bare = { expect: null, sealed: {}, facets: {}, wakeAt: null, urgentAt: null };
      const { mac: _, ...commit } = { ...commitOf(id, 7), ...bare };
      expect(await store.commit(commit)).toMatchObject({ status: 'committed' });
    }
  });
});

test('A page that is damaged under a running store is mended while many wait, and what it lost is known to the next start', async () => {
  const copy = await aFolder();
  try {
    await cp(lived.dir, copy.dir, { recursive: true });
    const { store, close } = await openIn(copy.dir);
    damage(join(copy.dir, 'coach.db'), 'aggregates');
    const asked = [wholeIn(store), store.claimDue({ at: 2_000, worker: 'w', limit: 1_000 })] as const;
    const written = ids.slice(0, 20).map((id) => store.commit(commitOf(id, 1)));
    expect((await asked[0]).length).toBeGreaterThanOrEqual(couples - 22);
    expect((await asked[1]).length).toBeGreaterThanOrEqual(couples - 2);
    expect((await Promise.all(written)).every(({ status }) => status === 'committed')).toBe(true);
    expect(await store.setAside()).toEqual(['coach.db.damaged-1']);
    await close();
    const again = await openIn(copy.dir);
    expect(await again.store.count('couple')).toBe(couples);
    expect(await again.store.read('couple', idOf(3))).toMatchObject({ version: 2 });
    await again.close();
  } finally {
    await copy.remove();
  }
});

test('A file of which most is gone is refused, with the backup that brings it back, and is left as it was', async () => {
  const copy = await aFolder();
  try {
    await cp(lived.dir, copy.dir, { recursive: true });
    damage(join(copy.dir, 'coach.db'), 'aggregates', 'internal');
    await expect(openIn(copy.dir)).rejects.toMatchObject({ code: 'FOLDER_CHANGED', details: { file: 'coach.db' } });
    expect((await readdir(copy.dir)).filter((name) => /part|damaged/.test(name))).toEqual([]);
  } finally {
    await copy.remove();
  }
});

test('Several damaged pages cost what stands on them, and nothing of what stands between', async () => {
  const copy = await aFolder();
  try {
    await cp(lived.dir, copy.dir, { recursive: true });
    for (const table of ['aggregates', 'records', 'addresses', 'inbound', 'entries', 'lanes'])
      damage(
        join(copy.dir, 'coach.db'),
        table,
        'leaf',
        table === 'aggregates' ? [0, 0.2, 0.21, 0.6, 0.999] : [0.3, 0.7],
      );
    damage(join(copy.dir, 'keys.db'), 'wrapped', 'leaf', [0.2, 0.6]);
    const { store, keys, close } = await openIn(copy.dir);
    const whole = await wholeIn(store);
    expect(couples - whole.length).toBeLessThanOrEqual(10);
    expect((await store.claimDue({ at: 2_000, worker: 'w', limit: 1_000 })).length).toBe(whole.length);
    const done = await Promise.all(whole.map((id) => store.commit(commitOf(id, 1))));
    expect(new Set(done.map(({ status }) => status))).toEqual(new Set(['committed']));
    const keyed = await Promise.all(ids.map((id) => keys.read('couple', id).catch(() => null)));
    expect(keyed.filter((seals) => seals?.shared && seals.a && seals.b).length).toBeGreaterThan(couples - 60);
    expect(await store.setAside()).toEqual(['coach.db.damaged-1', 'keys.db.damaged-1']);
    await close();
  } finally {
    await copy.remove();
  }
});
