import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type OpenMongo, openMongo } from '../../../src/adapters/mongodb/open.ts';
import { aCommit, anEffect, aRecord, done } from '../../ports/store-builders.ts';
import { type MongoProxy, startMongoProxy } from '../../support/mongo-proxy.ts';
import { hasMongoProgram, type MongoServer, skipLoudly, startMongo } from '../../support/mongo-server.ts';

jest.setTimeout(60_000);
if (!hasMongoProgram()) skipLoudly('the fail-over of MongoDB');
const withServer = hasMongoProgram() ? describe : describe.skip;

withServer('a fail-over of MongoDB', () => {
  let server: MongoServer;
  let proxy: MongoProxy;
  let opened: OpenMongo;
  let dataDir: string;
  let tests = 0;
  beforeAll(async () => {
    server = await startMongo();
    proxy = await startMongoProxy(server);
    dataDir = await mkdtemp(join(tmpdir(), 'coach-'));
  });
  afterAll(async () => {
    await proxy.close();
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    tests += 1;
    opened = await openMongo({ uri: proxy.uri(`f${tests}`), dataDir, masterKey: Buffer.alloc(32, 7) });
  });
  afterEach(async () => {
    Object.assign(proxy.mood, { notPrimary: 0, cutAnswers: 0, delay: 0, away: false });
    await opened.store.close();
    await opened.keys.close();
  });

  const inbound = { from: 'a', hash: 'h1' } as const;
  const whole = aCommit({
    sealed: { a: 'x' },
    inbound,
    effects: [anEffect('e1')],
    records: [aRecord('r1'), aRecord('r2')],
  });

  /** What is stored when a commit was done exactly once. */
  const expectOnce = async (): Promise<void> => {
    const { store } = opened;
    expect(await store.read('couple', 'c1')).toMatchObject({ version: 1, sealed: { a: 'x' } });
    const records = await store.records({ stream: 'turn', after: 0, limit: 9 });
    expect(records.map(({ seq, box }) => [seq, box])).toEqual([
      [1, 'r1'],
      [2, 'r2'],
    ]);
    expect((await store.waiting({ after: 0, limit: 9 })).map(({ entry }) => entry.id)).toEqual(['e1']);
    expect(await store.commit({ ...whole, expect: 1 })).toEqual({ status: 'duplicate' });
  };

  test('a node that is primary no more: the write is made again, once', async () => {
    proxy.mood.notPrimary = 5;
    expect(await opened.store.commit(whole)).toMatchObject({ status: 'committed', version: 1, seqs: [1, 2] });
    expect(proxy.mood.notPrimary).toBe(0);
    await expectOnce();
  });

  test.each([1, 2, 4])(
    '%d answers that are lost after the write was done: it is told to be done, once',
    async (lost) => {
      proxy.mood.cutAnswers = lost;
      const result = await opened.store.commit(whole);
      expect(result).toMatchObject({ status: 'committed', version: 1 });
      expect(proxy.mood.cutAnswers).toBe(0);
      // It has the lease of what it committed, although it never heard so.
      const [lease] = result.status === 'committed' ? result.leases : [];
      await expectOnce();
      expect(lease && (await opened.store.settle(lease, [done('e1')]))).toEqual({ status: 'settled', more: null });
    },
  );

  test('an answer that is lost, and a server that was killed since: no memory of its is needed', async () => {
    await opened.store.commit(aCommit({ id: 'c0' }));
    proxy.mood.cutAnswers = 1;
    const committing = opened.store.commit(whole);
    while (proxy.mood.cutAnswers > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    proxy.mood.away = true;
    proxy.cut();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await server.kill();
    await server.start();
    proxy.mood.away = false;
    expect(await committing).toMatchObject({ status: 'committed', version: 1 });
    await expectOnce();
  });

  test('a settle whose answer is lost is done once, with its records', async () => {
    const result = await opened.store.commit(aCommit({ effects: [anEffect('e1')] }));
    const [lease] = result.status === 'committed' ? result.leases : [];
    proxy.mood.cutAnswers = 3;
    expect(lease && (await opened.store.settle(lease, [done('e1', [aRecord('sent')])]))).toEqual({
      status: 'settled',
      more: null,
    });
    expect(await opened.store.records({ stream: 'turn', after: 0, limit: 9 })).toHaveLength(1);
  });

  test('slow answers are waited for', async () => {
    proxy.mood.delay = 400;
    expect(await opened.store.commit(whole)).toMatchObject({ status: 'committed' });
    proxy.mood.delay = 0;
    await expectOnce();
  });

  test('a store that is away is told within seconds, and is there again when it is back', async () => {
    proxy.mood.away = true;
    proxy.cut();
    const started = performance.now();
    await expect(opened.store.commit(whole)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(opened.store.read('couple', 'c1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(opened.store.check()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(performance.now() - started).toBeLessThan(20_000);
    proxy.mood.away = false;
    expect(await opened.store.commit(whole)).toMatchObject({ status: 'committed', version: 1 });
    await expectOnce();
  });
});
