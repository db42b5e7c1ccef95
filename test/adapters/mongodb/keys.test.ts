import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { type OpenMongo, openMongo } from '../../../src/adapters/mongodb/open.ts';
import { dropDatabases, hasMongo, openMongoServer, skipLoudly } from '../../support/mongo-server.ts';

jest.setTimeout(60_000);
if (!hasMongo()) skipLoudly('keys on MongoDB');
const withServer = hasMongo() ? describe : describe.skip;
const [master, another] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];

withServer('keys on MongoDB', () => {
  let server: Awaited<ReturnType<typeof openMongoServer>>;
  let dataDir: string;
  let name: string;
  const handles: OpenMongo[] = [];
  beforeAll(async () => {
    server = await openMongoServer();
    dataDir = await mkdtemp(join(tmpdir(), 'coach-'));
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  beforeEach(() => {
    name = `k${randomUUID().slice(0, 8)}`;
  });
  afterEach(async () => {
    for (const { store, keys } of handles.splice(0)) {
      await store.close();
      await keys.close();
    }
    await dropDatabases(server.uri(name), [name, `${name}_keys`, `${name}_else`]);
  });
  const open = async (masterKey: Uint8Array | null = master, keysUri: string | null = null): Promise<OpenMongo> => {
    const opened = await openMongo({ uri: server.uri(name), keysUri, dataDir, masterKey });
    handles.push(opened);
    return opened;
  };
  const inDatabase = async <Result>(
    database: string,
    ask: (client: MongoClient) => Promise<Result>,
  ): Promise<Result> => {
    const client = new MongoClient(server.uri(database));
    try {
      return await ask(client);
    } finally {
      await client.close();
    }
  };

  test('two processes that make the keys of a couple at once get the same, part by part', async () => {
    const [one, other] = [await open(), await open()];
    for (let couple = 0; couple < 5; couple += 1) {
      const id = `c${couple}`;
      const [first, second] = await Promise.all([
        one.keys.create('couple', id, ['shared', 'a']),
        other.keys.create('couple', id, ['shared', 'a', 'b']),
      ]);
      for (const part of ['shared', 'a'] as const) {
        const sealed = first[part]?.seal('it', 'words') ?? '';
        expect(second[part]?.open('it', sealed)).toBe('words');
      }
      const all = await (await open()).keys.read('couple', id);
      expect(Object.keys(all ?? {}).sort()).toEqual(['a', 'b', 'shared']);
    }
  });

  test('they are in a database of their own, wrapped, and where another is named there', async () => {
    const { keys } = await open();
    await keys.create('couple', 'c1', ['a']);
    const elsewhere = await open(master, server.uri(`${name}_else`));
    expect(await elsewhere.keys.read('couple', 'c1')).toBeNull();
    await elsewhere.keys.create('couple', 'c2', ['a']);
    const ids = (database: string) =>
      inDatabase(database, (client) => client.db(database).collection('wrapped').distinct('id'));
    expect([await ids(name), await ids(`${name}_keys`), await ids(`${name}_else`)]).toEqual([[], ['c1'], ['c2']]);
  });

  test('another key-encryption key is refused at the start, whoever was first', async () => {
    await open();
    await expect(open(another)).rejects.toMatchObject({ code: 'KEY_MISSING' });
    await expect(open(null)).rejects.toMatchObject({ code: 'KEY_MISSING' });
    await open();
  });

  test('of two processes that begin at once with different keys one is refused', async () => {
    const begun = await Promise.allSettled([open(master), open(another)]);
    expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('every wrapped key is opened, page by page, and the one that does not is named', async () => {
    const { keys } = await open();
    for (let couple = 0; couple < 150; couple += 1) await keys.create('couple', `c${couple}`, ['a', 'b']);
    await inDatabase(`${name}_keys`, async (client) => {
      const wrapped = client.db(`${name}_keys`).collection('wrapped');
      await wrapped.updateOne({ id: 'c77' }, { $set: { 'keys.b': 'v1|other|x|y|z' } });
    });
    const broken: string[] = [];
    await (await open()).keys.verify((_, id) => broken.push(id), new AbortController().signal);
    expect(broken).toEqual(['c77']);
  });

  test('the register of heads goes on, never back, and takes no late note of another process for one', async () => {
    const [one, other] = [await open(), await open()];
    await one.keys.create('couple', 'c1', ['a']);
    const head = (version: number, mac: string) => ({ kind: 'couple', id: 'c1', version, mac }) as const;
    expect(await one.keys.heads.read('couple', 'c1')).toMatchObject({ version: 0, genuine: true });
    other.keys.heads.note(head(6, 'm6'));
    await other.keys.heads.flush();
    one.keys.heads.note(head(5, 'm5'));
    await one.keys.heads.flush();
    const kept = { version: 6, mac: 'm6', genuine: true, wentBack: false };
    expect(await one.keys.heads.read('couple', 'c1')).toMatchObject(kept);
    one.keys.heads.note(head(6, 'another row of this version'));
    expect(await one.keys.heads.read('couple', 'c1')).toMatchObject({ ...kept, wentBack: true });
    await one.keys.heads.accept(head(3, 'm3'));
    expect(await other.keys.heads.list('couple', { after: '', limit: 9 })).toMatchObject([
      { version: 3, wentBack: false },
    ]);
    await one.keys.heads.forget('couple', 'c1');
    expect(await other.keys.heads.read('couple', 'c1')).toBeNull();
  });

  test('an index that is another than it has to be refuses the start, and says which', async () => {
    await open();
    await inDatabase(name, async (client) => {
      const records = client.db(name).collection('records');
      await records.dropIndex('number');
      await records.createIndex({ stream: 1, seq: 1 }, { name: 'number' });
    });
    await expect(open()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', details: { index: 'number' } });
  });

  test('a connection string that is none is refused without being told', async () => {
    const opening = openMongo({ uri: 'mongodb://user:hush@', dataDir, masterKey: master });
    await expect(opening).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.not.stringContaining('hush'),
    });
  });
});
