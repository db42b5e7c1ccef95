import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openMongo } from '../../../src/adapters/mongodb/open.ts';
import { aCommit, aRecord } from '../../ports/store-builders.ts';
import { storeContract } from '../../ports/store-contract.ts';
import { dropDatabases, hasMongo, openMongoServer, skipLoudly } from '../../support/mongo-server.ts';

jest.setTimeout(60_000);
const master = Buffer.alloc(32, 7);

if (hasMongo()) {
  let server: Awaited<ReturnType<typeof openMongoServer>>;
  let dataDir: string;
  beforeAll(async () => {
    server = await openMongoServer();
    dataDir = await mkdtemp(join(tmpdir(), 'coach-'));
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  storeContract('MongoDB', async (real) => {
    const name = `t${randomUUID().slice(0, 8)}`;
    const handles: Awaited<ReturnType<typeof openMongo>>[] = [];
    const open = async () => {
      const opened = await openMongo({ uri: server.uri(name), dataDir, masterKey: master, real, hints: false });
      handles.push(opened);
      return opened.store;
    };
    const closeAll = async () => {
      for (const { store, keys } of handles.splice(0)) {
        await store.close();
        await keys.close();
      }
    };
    return {
      patienceMs: 30_000,
      store: await open(),
      second: open,
      reopen: async () => {
        await closeAll();
        return open();
      },
      close: async () => {
        await closeAll();
        await dropDatabases(server.uri(name), [name, `${name}_keys`]);
      },
    };
  });
  describe('MongoDB wakes subscribers', () => {
    test('when another process wrote, long before they would ask: a stream and a feed', async () => {
      const uri = server.uri(`h${randomUUID().slice(0, 8)}`);
      const options = { uri, dataDir, masterKey: master, everyMs: 30_000 };
      const [here, there] = [await openMongo(options), await openMongo(options)];
      const control = new AbortController();
      const { signal } = control;
      const first = async (items: AsyncIterable<readonly unknown[]>): Promise<number> => {
        for await (const batch of items) return batch.length;
        return 0;
      };
      const heard = [
        first(here.store.subscribe({ stream: 'turn', after: 0, signal })),
        first(here.store.subscribe({ feed: 'alerts', after: null, signal })),
      ];
      setTimeout(() => control.abort(), 10_000).unref();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await there.store.commit(aCommit({ kind: 'alert', id: 'x1', records: [aRecord('r1')] }));
      expect(await Promise.all(heard)).toEqual([1, 1]);
      for (const { store, keys } of [here, there]) {
        await store.close();
        await keys.close();
      }
    });
  });
} else {
  skipLoudly('the contract suite on MongoDB');
  describe('MongoDB', () => {
    test.skip('keeps the contract of a store', () => expect(hasMongo()).toBe(true));
  });
}
