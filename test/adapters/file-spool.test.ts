import { randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openFileSpool } from '../../src/adapters/file-spool/file-spool.ts';
import { createSeal } from '../../src/adapters/keys/seal.ts';
import type { Spool } from '../../src/ports/spool.ts';
import { aFolder } from './libsql-folder.ts';

describe('the file spool', () => {
  const seal = createSeal(randomBytes(32));
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let dir: string;
  let spool: Spool;

  beforeEach(async () => {
    folder = await aFolder();
    dir = join(folder.dir, 'spool');
    spool = await openFileSpool({ dir, seal });
  });
  afterEach(() => folder.remove());

  const anEntry = (id: string) =>
    ({ at: 7, inbound: { channel: 'sms', address: '+1555', id, text: 'secret' } }) as const;
  const idsIn = async (from: Spool): Promise<readonly string[]> =>
    (await from.entries()).map(({ inbound }) => inbound.id);

  test('gives entries back as they came, sealed at rest and for its owner alone', async () => {
    const name = await spool.append(anEntry('m1'));
    expect(await spool.entries()).toEqual([{ ...anEntry('m1'), name }]);
    const file = join(dir, (await readdir(dir))[0] ?? '');
    expect(await readFile(file, 'utf8')).not.toMatch(/secret|1555/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('keeps the order of arrival within a millisecond and over restarts', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `m${index}`);
    const names = await Promise.all(ids.map((id) => spool.append(anEntry(id))));
    const reopened = await openFileSpool({ dir, seal });
    names.push(await reopened.append(anEntry('last')));
    expect(await idsIn(reopened)).toEqual([...ids, 'last']);
    expect(names.toSorted()).toEqual(names);
  });

  test('keeps the order over a restart with a clock that went back', async () => {
    const real = Date.now;
    await spool.append(anEntry('m1'));
    try {
      Date.now = () => 1_000;
      const reopened = await openFileSpool({ dir, seal });
      await reopened.append(anEntry('m2'));
      expect(await idsIn(reopened)).toEqual(['m1', 'm2']);
    } finally {
      Date.now = real;
    }
  });

  test('removes an entry, once or twice', async () => {
    const name = await spool.append(anEntry('m1'));
    await spool.append(anEntry('m2'));
    await spool.remove(name);
    await spool.remove(name);
    expect(await idsIn(spool)).toEqual(['m2']);
  });

  test('leaves out half an entry, with or without its name, and what another key sealed', async () => {
    const name = await spool.append(anEntry('m1'));
    const box = await readFile(join(dir, `${name}.sealed`), 'utf8');
    await writeFile(join(dir, '9000000000000001.draft'), box);
    await writeFile(join(dir, '9000000000000002.sealed'), box.slice(0, 40));
    await writeFile(join(dir, '9000000000000003.sealed'), box);
    await writeFile(join(dir, '9000000000000004.sealed'), '');
    expect(await idsIn(spool)).toEqual(['m1']);
  });

  test('takes away at its opening what a killed process had not finished, and closes its folder to others', async () => {
    await spool.append(anEntry('m1'));
    await writeFile(join(dir, '9000000000000001.draft'), 'half');
    await writeFile(join(dir, 'room-00.0.draft'), 'half');
    await chmod(dir, 0o777);
    const reopened = await openFileSpool({ dir, seal });
    expect((await readdir(dir)).filter((name) => name.endsWith('.draft'))).toEqual([]);
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
    expect(await idsIn(reopened)).toEqual(['m1']);
  });

  test('says when it cannot write, without the words', async () => {
    await folder.remove();
    const failure = await spool.append(anEntry('m1')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', details: { reason: 'ENOENT' } });
    expect(JSON.stringify(failure)).not.toMatch(/secret/);
  });
});
