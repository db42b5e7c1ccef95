import { expect, test } from '@jest/globals';
import { createSubscriptions } from '../../src/adapters/subscriptions/subscriptions.ts';
import type { Numbered, RecordDraft } from '../../src/ports/store.ts';
import { aRecord } from '../ports/store-builders.ts';

/** A stream that is written to, and what subscribers are told of it; `reads` counts how often it was read. */
function aStream() {
  const written: Numbered[] = [];
  const nothing = async (): Promise<unknown> => undefined;
  const state = { reads: 0, beforeRead: nothing, afterRead: nothing };
  const subscriptions = createSubscriptions({
    everyMs: 60_000,
    async records(_stream, after, limit) {
      state.reads += 1;
      await state.beforeRead();
      const found = written.slice(after, after + limit);
      await state.afterRead();
      return found;
    },
    feed: async () => [],
  });
  const keep = (record: RecordDraft): number => {
    written.push({ record, seq: written.length + 1 });
    return written.length;
  };
  const write = async (...boxes: string[]) => {
    const records = boxes.map((box) => aRecord(box));
    subscriptions.wrote(records, records.map(keep));
  };
  return { subscriptions, write, keep, state };
}

/** A subscriber that keeps what it is given, and takes as long as `deliver` does. */
function aSubscriber({ subscriptions }: ReturnType<typeof aStream>, after = 0, deliver = async () => {}) {
  const control = new AbortController();
  const kept = { given: [] as string[], batches: [] as number[], failures: [] as unknown[] };
  const run = async () => {
    for await (const batch of subscriptions.subscribe({ stream: 'turn', after, signal: control.signal })) {
      kept.batches.push(batch.length);
      kept.given.push(...batch.map(({ seq, record }) => `${seq} ${record.box}`));
      await deliver();
    }
  };
  void run().catch((error: unknown) => kept.failures.push(error));
  return { ...kept, stop: () => control.abort() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('gives all since the number, then each entry as it is written, without reading it back', async () => {
  const stream = aStream();
  await stream.write('one', 'two');
  const { given } = aSubscriber(stream, 1);
  await settled();
  const readsBefore = stream.state.reads;
  await stream.write('three', 'four');
  expect(given).toEqual(['2 two']);
  await new Promise((resolve) => setImmediate(resolve));
  expect(given).toEqual(['2 two', '3 three', '4 four']);
  expect(stream.state.reads).toBe(readsBefore);
});

test('loses and doubles nothing that is written while it reads, before and after the store has looked', async () => {
  const stream = aStream();
  await stream.write('one');
  const once = (text: string) => {
    let left = 1;
    return async () => (left-- > 0 ? stream.write(text) : undefined);
  };
  stream.state.beforeRead = once('before it looked');
  stream.state.afterRead = once('after it looked');
  const { given } = aSubscriber(stream, 0, once('while it was given'));
  await settled();
  expect(given).toEqual(['1 one', '2 before it looked', '3 after it looked', '4 while it was given']);
});

test('gives a slow subscriber nothing more until it has taken what it has, and then all of it', async () => {
  const stream = aStream();
  let free = (): void => {};
  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      free = resolve;
    });
  const { given, batches } = aSubscriber(stream, 0, wait);
  await stream.write('one');
  await settled();
  for (let count = 0; count < 120; count += 1) await stream.write(`more ${count}`);
  await settled();
  expect(given).toHaveLength(1);
  for (let count = 0; count < 4; count += 1) {
    free();
    await settled();
  }
  expect(batches).toEqual([1, 50, 50, 20]);
  expect(given.at(-1)).toBe('121 more 119');
});

test('keeps the order when word of two commits comes the wrong way round', async () => {
  const stream = aStream();
  const { given } = aSubscriber(stream);
  await settled();
  const [first, second] = [aRecord('first'), aRecord('second')];
  stream.keep(first);
  stream.keep(second);
  stream.subscriptions.wrote([second], [2]);
  stream.subscriptions.wrote([first], [1]);
  await settled();
  expect(given).toEqual(['1 first', '2 second']);
});

test('hears what was written under numbers that only the store knows', async () => {
  const stream = aStream();
  const { given } = aSubscriber(stream);
  await settled();
  const record = aRecord('settled');
  stream.keep(record);
  stream.subscriptions.wrote([record], null);
  await settled();
  expect(given).toEqual(['1 settled']);
});

test('hears nothing of another stream, and nothing once it has stopped', async () => {
  const stream = aStream();
  const { given, stop } = aSubscriber(stream);
  stream.subscriptions.wrote([aRecord('elsewhere', 'other')], [1]);
  await settled();
  stop();
  await stream.write('late');
  await settled();
  expect(given).toEqual([]);
});

test('tells when the stream cannot be read, and gives nothing after that', async () => {
  const stream = aStream();
  stream.state.beforeRead = () => Promise.reject(new Error('gone'));
  const { given, failures } = aSubscriber(stream);
  await settled();
  stream.state.beforeRead = async () => undefined;
  await stream.write('one');
  await settled();
  expect([failures.length, given]).toEqual([1, []]);
});
