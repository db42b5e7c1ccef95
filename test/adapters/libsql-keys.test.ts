import { randomBytes } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSeal } from '../../src/adapters/keys/seal.ts';
import { openLibsql } from '../../src/adapters/libsql/open.ts';
import { createLru } from '../../src/domain/lru.ts';
import type { DigestPurpose } from '../../src/ports/keys.ts';
import { aFolder, builtWorker, closeAll, openIn } from './libsql-folder.ts';

describe('a seal', () => {
  const seal = createSeal(randomBytes(32));
  const box = seal.seal('couple|c1|a', 'words – palabras');
  const unreadable = expect.objectContaining({ code: 'RECORD_UNREADABLE' });

  test('opens what it sealed', () => {
    expect(seal.open('couple|c1|a', box)).toBe('words – palabras');
    expect(seal.open('it', seal.seal('it', ''))).toBe('');
    expect(seal.seal('couple|c1|a', 'words – palabras')).not.toBe(box);
  });

  test('refuses another name, another key and every changed piece', () => {
    expect(() => seal.open('couple|c1|b', box)).toThrow(unreadable);
    expect(() => createSeal(randomBytes(32)).open('couple|c1|a', box)).toThrow(unreadable);
    const pieces = box.split('|');
    for (const [index, piece] of pieces.entries()) {
      const changed = (piece.startsWith('B') ? 'C' : 'B') + piece.slice(1);
      expect(() => seal.open('couple|c1|a', pieces.with(index, changed).join('|'))).toThrow(unreadable);
    }
  });

  test('refuses what is cut, lengthened or no box at all', () => {
    for (const other of ['', 'v1', box.slice(0, -4), `${box}|x`, box.split('|').slice(0, 4).join('|')]) {
      expect(() => seal.open('couple|c1|a', other)).toThrow(unreadable);
    }
  });
});

describe('the embedded keys', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  beforeEach(async () => {
    folder = await aFolder();
  });
  afterEach(async () => {
    await closeAll();
    await folder.remove();
  });

  test('the key file belongs to its owner alone, and stays the same', async () => {
    const path = join(folder.dir, 'kek.key');
    await (await openIn(folder.dir)).close();
    const before = await readFile(path, 'utf8');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await (await openIn(folder.dir)).close();
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test('keys are made once, part by part, and outlive a restart', async () => {
    const first = await openIn(folder.dir);
    expect(await first.keys.read('couple', 'c1')).toBeNull();
    const [one, two] = await Promise.all([
      first.keys.create('couple', 'c1', ['shared', 'a']),
      first.keys.create('couple', 'c1', ['a', 'b']),
    ]);
    const box = one.a?.seal('it', 'words') ?? '';
    expect(two.a?.open('it', box)).toBe('words');
    const number = first.keys.digest('address', '+1555');
    const system = first.keys.system.seal('it', 'words');
    await first.close();

    const second = await openIn(folder.dir);
    const seals = await second.keys.read('couple', 'c1');
    expect(Object.keys(seals ?? {}).sort()).toEqual(['a', 'b', 'shared']);
    expect(seals?.a?.open('it', box)).toBe('words');
    expect(() => seals?.b?.open('it', box)).toThrow(expect.objectContaining({ code: 'RECORD_UNREADABLE' }));
    expect(second.keys.digest('address', '+1555')).toBe(number);
    expect(second.keys.system.open('it', system)).toBe('words');
    await second.close();
  });

  test('each aggregate has keys of its own, and they are wrapped at rest', async () => {
    const { keys, close } = await openIn(folder.dir);
    const one = await keys.create('couple', 'c1', ['a']);
    const two = await keys.create('couple', 'c2', ['a']);
    expect(() => two.a?.open('it', one.a?.seal('it', 'x') ?? '')).toThrow();
    await close();
    expect(await readFile(join(folder.dir, 'keys.db'), 'latin1')).toMatch(/couplec1av1\|[\w-]{8}\|/);
  });

  test('digests differ by purpose', async () => {
    const { keys, close } = await openIn(folder.dir);
    const purposes: readonly DigestPurpose[] = ['address', 'inbound', 'alert', 'conversation', 'token', 'stranger'];
    expect(new Set(purposes.map((purpose) => keys.digest(purpose, 'x'))).size).toBe(purposes.length);
    expect(keys.digest('token', 'x')).toMatch(/^[\w-]{43}$/);
    await close();
  });

  test('a lost, damaged or foreign key is told at the start, and nothing new is made', async () => {
    const missing = { code: 'KEY_MISSING' };
    const path = join(folder.dir, 'kek.key');
    await (await openIn(folder.dir)).close();
    const good = await readFile(path, 'utf8');
    await rm(path);
    await expect(openIn(folder.dir)).rejects.toMatchObject(missing);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(path, good.slice(0, 20));
    await expect(openIn(folder.dir)).rejects.toMatchObject(missing);
    const masterKey = randomBytes(32);
    await expect(openLibsql({ dataDir: folder.dir, worker: builtWorker, masterKey })).rejects.toMatchObject(missing);
    await writeFile(path, good);
    await (await openIn(folder.dir)).close();
  });

  test('a given key needs no file', async () => {
    const options = { dataDir: folder.dir, worker: builtWorker, masterKey: randomBytes(32) };
    const { store, keys } = await openLibsql(options);
    await keys.close();
    await store.close();
    await expect(stat(join(folder.dir, 'kek.key'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('the cache holds what was used last', () => {
  const cache = createLru<number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  expect(cache.get('a')).toBe(1);
  cache.set('c', 3);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});
