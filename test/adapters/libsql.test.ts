import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startClient } from '../../src/adapters/libsql/client.ts';
import type { Store } from '../../src/ports/store.ts';
import { aCommit } from '../ports/store-builders.ts';
import { storeContract } from '../ports/store-contract.ts';
import { aFolder, closeAll, openIn, outputOf, spawnNode } from './libsql-folder.ts';

storeContract('the embedded store', async (real) => {
  const folder = await aFolder();
  let opened = await openIn(folder.dir, real);
  return {
    store: opened.store,
    reopen: async (): Promise<Store> => {
      await opened.close();
      opened = await openIn(folder.dir, real);
      return opened.store;
    },
    close: async () => {
      await opened.close();
      await folder.remove();
    },
  };
});

describe('the embedded store is alone', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  beforeEach(async () => {
    folder = await aFolder();
  });
  afterEach(async () => {
    await closeAll();
    await folder.remove();
  });

  test('a second process is told that the folder is in use, and the first works on', async () => {
    const { store, close } = await openIn(folder.dir);
    const code = `await openLibsql({ dataDir }).catch((error) => console.log(error.code, error.message));`;
    const said = await outputOf(spawnNode(folder.dir, code));
    expect(said).toMatch(/^STORE_IN_USE .*COACH_DATA_DIR/);
    expect((await store.commit(aCommit())).status).toBe('committed');
    await close();
  });

  test('a second opening in the same process is refused, and does not let others in', async () => {
    const { close } = await openIn(folder.dir);
    await expect(openIn(folder.dir)).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    const code = `await openLibsql({ dataDir }).catch((error) => console.log(error.code));`;
    expect(await outputOf(spawnNode(folder.dir, code))).toBe('STORE_IN_USE\n');
    await close();
  });

  test('a closed folder can be opened again, by another process too; the closed store is unavailable', async () => {
    const { store, close } = await openIn(folder.dir);
    await close();
    await expect(store.read('couple', 'c1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const code = `const { store, keys } = await openLibsql({ dataDir }); await store.close(); await keys.close(); console.log('ok');`;
    expect(await outputOf(spawnNode(folder.dir, code))).toBe('ok\n');
  });

  test('after kill -9 every acknowledged commit is there', async () => {
    const next = new Map<string, number>();
    for (let cycle = 0; cycle < 4; cycle += 1) {
      const acknowledged = await killedWhileCommitting(folder.dir, 150 + cycle * 70);
      const { store, close } = await openIn(folder.dir);
      for (const [id, version] of acknowledged) {
        const read = await store.read('couple', id);
        expect(read?.version).toBeGreaterThanOrEqual(version);
        const records = await store.records({ stream: `turn/${id}`, after: 0, limit: 100_000 });
        expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
        expect(records).toHaveLength(read?.version ?? 0);
        next.set(id, read?.version ?? 0);
      }
      await close();
    }
    expect(Math.max(...next.values())).toBeGreaterThan(10);
  });

  test('a folder that cannot be used says so', async () => {
    await writeFile(join(folder.dir, 'file'), '');
    await expect(openIn(join(folder.dir, 'file', 'data'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await writeFile(join(folder.dir, 'coach.db'), 'this is no database, and long enough to be read as one'.repeat(20));
    await chmod(join(folder.dir, 'coach.db'), 0o600);
    await expect(openIn(folder.dir)).rejects.toMatchObject({
      code: 'FOLDER_CHANGED',
      details: { file: 'coach.db' },
    });
  });
});

describe('a thread that dies', () => {
  const dying = new URL(
    `data:text/javascript,import { parentPort } from 'node:worker_threads';
     parentPort.postMessage([{ id: 0, value: null }]); parentPort.on('message', () => process.exit(1));`,
  );

  test('leaves pending and later calls unavailable', async () => {
    const client = await startClient(dying, { dataDir: '', now: 0, strict: false }, () => undefined);
    const pending = [client.call('read', 'couple', 'c1'), client.call('nextEntryAt', 0)];
    for (const call of pending) await expect(call).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(client.call('count', 'couple')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await client.close();
  });
});

/** The newest acknowledged version of each couple of a process that was killed in the middle of its work. */
async function killedWhileCommitting(dataDir: string, after: number): Promise<ReadonlyMap<string, number>> {
  const child = spawnNode(
    dataDir,
    `const { store } = await openLibsql({ dataDir });
     const loop = async (id) => {
       for (let expect = (await store.read('couple', id))?.version ?? 0; ; expect += 1) {
         const owner = { kind: 'couple', id, part: 'a' };
         const records = [{ stream: 'turn/' + id, kind: 'turn', at: 1, owner, box: 'x'.repeat(500) }];
         const effects = [{ id: id + expect, to: 'a', lane: 'reply', box: 'x'.repeat(500) }];
         const sealed = { a: 'x'.repeat(2000) };
         await store.commit({ kind: 'couple', id, expect, sealed, facets: {}, wakeAt: null, effects, records, worker: 'w' });
         process.stdout.write(id + ' ' + (expect + 1) + '\\n');
       }
     };
     for (const id of ['c1', 'c2', 'c3', 'c4']) void loop(id);`,
  );
  const output = outputOf(child);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  await new Promise((resolve) => setTimeout(resolve, after));
  child.kill('SIGKILL');
  const lines = (await output).split('\n').slice(0, -1);
  return new Map(lines.map((line) => [line.slice(0, 2), Number(line.slice(3))]));
}
