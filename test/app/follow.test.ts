import { expect, test } from '@jest/globals';
import { createFollow } from '../../src/app/follow.ts';
import { createNews, telling } from '../../src/app/news.ts';
import { createVault } from '../../src/app/vault.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCommit, anEffect, done } from '../ports/store-builders.ts';
import { memoryKeys, memoryStore } from '../support/memory-store.ts';

/** A store with one stream; `reads` counts how often it was read; `beforeRead` and `afterRead` run then. */
async function aStream() {
  const keys = memoryKeys();
  const news = createNews();
  const bare = memoryStore();
  const vault = createVault(bare, keys);
  const seals = await keys.create('couple', 'c1', ['a']);
  const store = telling(bare, news);
  const nothing = async (): Promise<unknown> => undefined;
  const state = { reads: 0, beforeRead: nothing, afterRead: nothing };
  const reading: Pick<Store, 'records'> = {
    async records(request) {
      state.reads += 1;
      await state.beforeRead();
      const records = await bare.records(request);
      await state.afterRead();
      return records;
    },
  };
  const follow = createFollow(reading, vault, news);
  const draft = (text: string, stream = 's') =>
    vault.boxRecord(seals, { kind: 'couple', id: 'c1', part: 'a' }, { stream, kind: 'said', at: 5, data: { text } });
  const write = (...texts: string[]) =>
    store.commit(aCommit({ expect: null, records: texts.map((text) => draft(text)) }));
  return { follow, write, draft, store, state, bare, news };
}

/** A follower that keeps what it is given. */
function aFollower(deliver: () => Promise<void> = async () => {}) {
  const given: string[] = [];
  const failures: unknown[] = [];
  const batches: number[] = [];
  return {
    ...{ given, failures, batches },
    async deliver(entries: readonly { readonly seq: number; readonly data: object }[]) {
      batches.push(entries.length);
      given.push(...entries.map(({ seq, data }) => `${seq} ${(data as { text: string }).text}`));
      await deliver();
    },
    failed: (error: unknown) => void failures.push(error),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('gives all since the number, then each entry as it is written, without reading it back', async () => {
  const { follow, write, state } = await aStream();
  await write('one', 'two');
  const follower = aFollower();
  follow('s', 1, follower);
  await settled();
  const readsBefore = state.reads;
  await write('three', 'four');
  await settled();
  expect(follower.given).toEqual(['2 two', '3 three', '4 four']);
  expect(state.reads).toBe(readsBefore);
});

test('loses and doubles nothing that is written while it reads, before and after the store has looked', async () => {
  const { follow, write, state } = await aStream();
  await write('one');
  const once = (text: string) => {
    let left = 1;
    return async () => (left-- > 0 ? write(text) : undefined);
  };
  state.beforeRead = once('before it looked');
  state.afterRead = once('after it looked');
  const follower = aFollower(once('while it was given') as () => Promise<never>);
  follow('s', 0, follower);
  await settled();
  expect(follower.given).toEqual(['1 one', '2 before it looked', '3 after it looked', '4 while it was given']);
});

test('gives a slow follower nothing more until it has taken what it has, and then all of it', async () => {
  const { follow, write } = await aStream();
  let free = (): void => {};
  const follower = aFollower(() => new Promise((resolve) => (free = resolve)));
  follow('s', 0, follower);
  await write('one');
  await settled();
  for (let count = 0; count < 120; count += 1) await write(`more ${count}`);
  await settled();
  expect(follower.given).toHaveLength(1);
  for (let count = 0; count < 4; count += 1) {
    free();
    await settled();
  }
  expect(follower.batches).toEqual([1, 50, 50, 20]);
  expect(follower.given.at(-1)).toBe('121 more 119');
});

test('keeps the order when news of two commits comes the wrong way round', async () => {
  const { follow, draft, bare, news } = await aStream();
  const follower = aFollower();
  follow('s', 0, follower);
  await settled();
  const [first, second] = [[draft('first')], [draft('second')]];
  await bare.commit(aCommit({ expect: null, records: first }));
  await bare.commit(aCommit({ expect: null, records: second }));
  news.tell(second, [2]);
  news.tell(first, [1]);
  await settled();
  expect(follower.given).toEqual(['1 first', '2 second']);
});

test('hears what a settling wrote', async () => {
  const { follow, store, draft } = await aStream();
  const follower = aFollower();
  follow('s', 0, follower);
  await settled();
  const committed = await store.commit(aCommit({ effects: [anEffect('e1')] }));
  const [lease] = committed.status === 'committed' ? committed.leases : [];
  if (!lease) throw new Error('no lease');
  await store.settle(lease, [done('e1', [draft('settled')])]);
  await settled();
  expect(follower.given).toEqual(['1 settled']);
});

test('hears nothing of another stream, and nothing once it has stopped', async () => {
  const { follow, store, write, draft } = await aStream();
  const follower = aFollower();
  const stop = follow('s', 0, follower);
  await store.commit(aCommit({ records: [draft('elsewhere', 't')] }));
  await settled();
  stop();
  await write('late');
  await settled();
  expect(follower.given).toEqual([]);
});

test('tells when the stream cannot be read, and gives nothing after that', async () => {
  const { follow, write, state } = await aStream();
  state.beforeRead = () => Promise.reject(new Error('gone'));
  const follower = aFollower();
  follow('s', 0, follower);
  await settled();
  state.beforeRead = async () => undefined;
  await write('one');
  await settled();
  expect([follower.failures.length, follower.given]).toEqual([1, []]);
});
