import { createHash } from 'node:crypto';
import { cp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import Libsql from 'libsql';
import { openLibsql } from '../../src/adapters/libsql/open.ts';
import { createVault } from '../../src/app/aggregates/vault.ts';
import { createAuditing } from '../../src/app/audit/verify.ts';
import { checkStore } from '../../src/cli/doctor/store.ts';
import { restoreAcceptCommand } from '../../src/cli/restore.ts';
import { readConfig } from '../../src/config/read.ts';
import type { Keys } from '../../src/ports/keys.ts';
import type { Store } from '../../src/ports/store.ts';
import { aFolder, builtWorker, closeAll, openIn } from './libsql-folder.ts';

jest.setTimeout(60_000);

afterEach(closeAll);

async function add({ store, keys }: { store: Store; keys: Keys }, id: string): Promise<void> {
  const seals = await keys.create('couple', id, ['shared']);
  const state = JSON.stringify({ status: 'active', caseCode: id, relationship: 'family' });
  const sealed = { shared: seals.shared?.seal(`couple|${id}|shared`, state) ?? '' };
  await store.commit({
    ...{ kind: 'couple', id, expect: 0, sealed, facets: {}, wakeAt: null, urgentAt: null },
    ...{ effects: [], records: [], worker: 'w' },
  });
}

/** A folder that has lived: two couples, closed. One is made and copied; `other` is a folder of its own. */
async function aLivedFolder(other = false) {
  if (other) return makeLived();
  lived ??= await makeLived();
  const folder = await aFolder();
  await cp(lived.dir, folder.dir, { recursive: true, preserveTimestamps: true });
  return folder;
}

let lived: Awaited<ReturnType<typeof makeLived>> | null = null;
afterAll(() => lived?.remove());

async function makeLived() {
  const folder = await aFolder();
  const opened = await openIn(folder.dir);
  await add(opened, 'one');
  await add(opened, 'two');
  await opened.close();
  await (await openIn(folder.dir)).close();
  return folder;
}

/** Writes noise over some bytes of a file. */
async function overwrite(path: string, at: number, bytes: number): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(bytes, 0xa5), 0, bytes, at);
  await file.close();
}

async function cut(path: string): Promise<void> {
  const { size } = await stat(path);
  await truncate(path, Math.floor(size / 2 / 4096) * 4096);
}

function sql(dir: string, file: string, text: string): void {
  const db = new Libsql(join(dir, file));
  db.exec(text);
  db.close();
}

async function both(dir: string, file: string): Promise<void> {
  await rm(join(dir, 'folder.mark'));
  await rm(join(dir, file));
}

/** What every file of a folder holds, by its name. */
async function contentsOf(dir: string): Promise<Readonly<Record<string, string>>> {
  const files = (await readdir(dir, { withFileTypes: true })).filter((each) => each.isFile());
  const hash = async (name: string) =>
    createHash('sha256')
      .update(await readFile(join(dir, name)))
      .digest('hex');
  return Object.fromEntries(await Promise.all(files.map(async ({ name }) => [name, await hash(name)] as const)));
}

const refused: readonly [string, (dir: string) => Promise<void> | void, string][] = [
  ['coach.db is gone', (dir) => rm(join(dir, 'coach.db')), 'FOLDER_CHANGED'],
  ['coach.db is empty', (dir) => truncate(join(dir, 'coach.db')), 'FOLDER_CHANGED'],
  ['coach.db is no database', (dir) => writeFile(join(dir, 'coach.db'), 'x'.repeat(8192)), 'FOLDER_CHANGED'],
  ['keys.db is gone', (dir) => rm(join(dir, 'keys.db')), 'FOLDER_CHANGED'],
  ['keys.db is empty', (dir) => truncate(join(dir, 'keys.db')), 'FOLDER_CHANGED'],
  ['keys.db is no database', (dir) => writeFile(join(dir, 'keys.db'), 'x'.repeat(8192)), 'FOLDER_CHANGED'],
  ['kek.key is gone', (dir) => rm(join(dir, 'kek.key')), 'KEY_MISSING'],
  ['folder.mark is gone', (dir) => rm(join(dir, 'folder.mark')), 'FOLDER_CHANGED'],
  ['folder.mark was changed', (dir) => writeFile(join(dir, 'folder.mark'), 'e30.AAAA'), 'FOLDER_CHANGED'],
  ['a key row was removed', (dir) => sql(dir, 'keys.db', "DELETE FROM wrapped WHERE id='one'"), 'FOLDER_CHANGED'],
  ['a couple was removed', (dir) => sql(dir, 'coach.db', "DELETE FROM aggregates WHERE id='one'"), 'FOLDER_CHANGED'],
  ['a table was added', (dir) => sql(dir, 'coach.db', 'CREATE TABLE more (x)'), 'FOLDER_CHANGED'],
  ['the header of coach.db was changed', (dir) => overwrite(join(dir, 'coach.db'), 0, 16), 'FOLDER_CHANGED'],
  ['the header of keys.db was changed', (dir) => overwrite(join(dir, 'keys.db'), 0, 16), 'FOLDER_CHANGED'],
  ['the page of the tables was changed', (dir) => overwrite(join(dir, 'coach.db'), 100, 2_000), 'FOLDER_CHANGED'],
  ['coach.db was cut in half', (dir) => cut(join(dir, 'coach.db')), 'FOLDER_CHANGED'],
  ['kek.key is another', (dir) => writeFile(join(dir, 'kek.key'), `${'A'.repeat(43)}\n`), 'KEY_MISSING'],
  ['a table was removed', (dir) => sql(dir, 'coach.db', 'DROP TABLE lanes'), 'FOLDER_CHANGED'],
  ['the register was removed', (dir) => sql(dir, 'keys.db', 'DROP TABLE heads'), 'FOLDER_CHANGED'],
  ['coach.db is gone, and its marker', (dir) => both(dir, 'coach.db'), 'FOLDER_CHANGED'],
  ['keys.db is gone, and its marker', (dir) => both(dir, 'keys.db'), 'FOLDER_CHANGED'],
  ['a stamp was removed', (dir) => sql(dir, 'keys.db', "DELETE FROM meta WHERE name='stamp'"), 'FOLDER_CHANGED'],
];

describe('a folder that has lived', () => {
  it.each(refused)(
    'does not start when %s, nor changes anything; the doctor says the same',
    async (_, change, code) => {
      const { dir, remove } = await aLivedFolder();
      await change(dir);
      const before = await contentsOf(dir);
      await expect(openIn(dir)).rejects.toMatchObject({ code });
      expect(await contentsOf(dir)).toEqual(before);
      const store = (await checkStore({ ...readConfig({}), port: 0 }, dir, builtWorker)).find(
        ({ name }) => name === 'store',
      );
      expect(store).toMatchObject({ result: 'fail', say: expect.stringMatching(`^${code}: `) });
      expect(await contentsOf(dir)).toEqual(before);
      await remove();
    },
  );

  it('does not start on the coach.db of another folder', async () => {
    const [mine, other] = [await aLivedFolder(), await aLivedFolder(true)];
    await cp(join(other.dir, 'coach.db'), join(mine.dir, 'coach.db'));
    await expect(openIn(mine.dir)).rejects.toMatchObject({ code: 'FOLDER_CHANGED' });
    await mine.remove();
    await other.remove();
  });

  it('starts as it was left, and as one made before there were marks', async () => {
    const { dir, remove } = await aLivedFolder();
    await (await openIn(dir)).close();
    for (const file of ['coach.db', 'keys.db']) sql(dir, file, "DELETE FROM meta WHERE name='stamp'");
    await rm(join(dir, 'folder.mark'));
    const opened = await openIn(dir);
    expect(await opened.store.read('couple', 'one')).not.toBeNull();
    await opened.close();
    await remove();
  });
});

describe('a folder restored from a backup', () => {
  it('is refused, then accepted once by the command, and goes on', async () => {
    const { dir, remove } = await aLivedFolder();
    const { store, keys, copyTo } = await openLibsql({ dataDir: dir, worker: builtWorker });
    await copyTo({ store: join(dir, 's.bak'), keys: join(dir, 'k.bak') });
    await add({ store, keys }, 'three');
    await store.close();
    await keys.close();
    for (const end of ['', '-wal', '-shm']) await rm(join(dir, `coach.db${end}`), { force: true });
    await expect(openIn(dir)).rejects.toMatchObject({ code: 'FOLDER_CHANGED' });
    await cp(join(dir, 's.bak'), join(dir, 'coach.db'));
    await expect(openIn(dir)).rejects.toMatchObject({ code: 'FOLDER_CHANGED' });

    const output = new PassThrough({ encoding: 'utf8' });
    expect(await restoreAcceptCommand({ dataDir: dir, masterKey: null }, false, output, builtWorker)).toBe(1);
    await expect(openIn(dir)).rejects.toMatchObject({ code: 'FOLDER_CHANGED' });
    expect(await restoreAcceptCommand({ dataDir: dir, masterKey: null }, true, output, builtWorker)).toBe(0);
    expect(output.read()).toContain('1 records have keys and no state.\n  couple three');
    const again = await openIn(dir);
    expect((await again.keys.read('couple', 'one'))?.shared).toBeDefined();
    const auditing = createAuditing(again.store, again.keys, createVault(again.store, again.keys));
    // These couples were written without what authenticates a row.
    expect((await auditing.verifyAudit()).broken.filter(({ kind }) => kind === 'folder')).toEqual([]);
    const none = { count: 0, ids: [] };
    const facts = { withoutKeys: none, withoutState: { count: 1, ids: ['couple three'] }, behind: none };
    expect(await auditing.audit('folder', 'folder')).toMatchObject([{ n: 1, event: 'restored', facts }]);
    await again.close();
    await remove();
  });

  const accept = (dir: string) =>
    restoreAcceptCommand({ dataDir: dir, masterKey: null }, true, new PassThrough(), builtWorker);
  const auditingOf = async (dir: string) => {
    const opened = await openIn(dir);
    return { ...opened, auditing: createAuditing(opened.store, opened.keys, createVault(opened.store, opened.keys)) };
  };
  const onFolders = ({ broken }: Awaited<ReturnType<ReturnType<typeof createAuditing>['verifyAudit']>>) =>
    broken.filter(({ kind }) => kind === 'folder').map(({ why }) => why);

  it('is accepted again with the coach.db of before it was accepted: the chain of the folder verifies', async () => {
    const { dir, remove } = await aLivedFolder();
    await cp(join(dir, 'coach.db'), join(dir, 's.bak'));
    await accept(dir);
    await accept(dir);
    await cp(join(dir, 's.bak'), join(dir, 'coach.db'));
    expect(await accept(dir)).toBe(0);
    const { auditing, close } = await auditingOf(dir);
    expect(onFolders(await auditing.verifyAudit())).toEqual([]);
    const [entry, ...more] = await auditing.audit('folder', 'folder');
    expect(entry).toMatchObject({ n: 1, facts: { withoutState: { count: 1, ids: ['folder folder'] } } });
    expect(more).toEqual([]);
    await close();
    await remove();
  });

  it('is accepted again with the keys.db of before it was accepted: a new chain tells it, the old one is named', async () => {
    const { dir, remove } = await aLivedFolder();
    await cp(join(dir, 'keys.db'), join(dir, 'k.bak'));
    await accept(dir);
    await cp(join(dir, 'k.bak'), join(dir, 'keys.db'));
    expect(await accept(dir)).toBe(0);
    const { store, auditing, close } = await auditingOf(dir);
    expect(onFolders(await auditing.verifyAudit())).toEqual(['no-head']);
    const ids = (await store.scan('folder', { after: '', limit: 9 })).map(({ id }) => id);
    expect(ids).toEqual(['folder', expect.stringMatching(/^folder-\d+$/)]);
    const facts = { withoutKeys: { count: 1, ids: ['folder folder'] } };
    expect(await auditing.audit('folder', String(ids[1]))).toMatchObject([{ event: 'restored', facts }]);
    await close();
    await remove();
  });

  it('stays refused when the entry of its audit chain cannot be written', async () => {
    const { dir, remove } = await aLivedFolder();
    await cp(join(dir, 'coach.db'), join(dir, 's.bak'));
    await (await openIn(dir)).close();
    await cp(join(dir, 's.bak'), join(dir, 'coach.db'));
    sql(dir, 'coach.db', "CREATE TRIGGER no BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, 'no'); END");
    await expect(accept(dir)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    sql(dir, 'coach.db', 'DROP TRIGGER no');
    await expect(openIn(dir)).rejects.toMatchObject({ code: 'FOLDER_CHANGED' });
    expect(await accept(dir)).toBe(0);
    await (await openIn(dir)).close();
    await remove();
  });

  it('is refused with keys that are older than its store', async () => {
    const { dir, remove } = await aLivedFolder();
    await cp(join(dir, 'keys.db'), join(dir, 'k.bak'));
    const opened = await openIn(dir);
    await add(opened, 'three');
    await opened.close();
    await (await openIn(dir)).close();
    await cp(join(dir, 'k.bak'), join(dir, 'keys.db'));
    await expect(openIn(dir)).rejects.toMatchObject({ code: 'FOLDER_CHANGED', details: { file: 'keys.db' } });
    await remove();
  });
});
