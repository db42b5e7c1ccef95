import { cp, open, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import Libsql from 'libsql';
import { openLibsql } from '../../src/adapters/libsql/open.ts';
import { createVault } from '../../src/app/aggregates/vault.ts';
import { createAuditing } from '../../src/app/audit/verify.ts';
import { restoreAcceptCommand } from '../../src/cli/restore.ts';
import type { Keys } from '../../src/ports/keys.ts';
import type { Store } from '../../src/ports/store.ts';
import { aFolder, builtWorker, closeAll, openIn } from './libsql-folder.ts';

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

/** A folder that has lived: two couples, closed. */
async function aLivedFolder() {
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
  ['a stamp was removed', (dir) => sql(dir, 'keys.db', "DELETE FROM meta WHERE name='stamp'"), 'FOLDER_CHANGED'],
];

describe('a folder that has lived', () => {
  it.each(refused)('does not start when %s', async (_, change, code) => {
    const { dir, remove } = await aLivedFolder();
    await change(dir);
    await expect(openIn(dir)).rejects.toMatchObject({ code });
    await remove();
  });

  it('does not start on the coach.db of another folder', async () => {
    const [mine, other] = [await aLivedFolder(), await aLivedFolder()];
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
    const facts = { withoutKeys: 0, withoutState: 1, behind: 0 };
    expect(await auditing.audit('folder', 'folder')).toMatchObject([{ n: 1, event: 'restored', facts }]);
    await again.close();
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
