import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openMongo } from '../../../src/adapters/mongodb/open.ts';
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
      const opened = await openMongo({ uri: server.uri(name), dataDir, masterKey: master, real });
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
} else {
  skipLoudly('the contract suite on MongoDB');
  describe('MongoDB', () => {
    test.skip('keeps the contract of a store', () => expect(hasMongo()).toBe(true));
  });
}
