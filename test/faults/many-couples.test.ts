import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { openIn } from '../adapters/libsql-folder.ts';
import { crashedDist } from '../support/crash.ts';
import { startMain } from '../support/main-process.ts';

const couples = Number(process.env['COUPLES'] ?? 2_000);
jest.setTimeout(60_000 + couples * 20);

test(`a folder of ${couples} couples is open within 2 s on a quiet machine, and every key of it was looked at`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'coach-many-'));
  const { store, keys, close } = await openIn(join(folder, 'data'));
  for (let begun = 0; begun < couples; begun += 200) {
    await Promise.all(
      Array.from({ length: Math.min(200, couples - begun) }, async (_, index) => {
        const id = `couple-${begun + index}`;
        const seals = await keys.create('couple', id, ['shared', 'a', 'b']);
        const seal = (part: 'shared' | 'a' | 'b') => seals[part]?.seal(`couple|${id}|${part}`, '{}') ?? '';
        await store.commit({
          ...{ kind: 'couple', id, expect: 0, facets: {}, wakeAt: null, urgentAt: null },
          ...{ sealed: { shared: seal('shared'), a: seal('a'), b: seal('b') } },
          ...{ effects: [], records: [], worker: 'w' },
        });
      }),
    );
  }
  const began = performance.now();
  let broken = 0;
  await keys.verify(() => {
    broken += 1;
  }, new AbortController().signal);
  const looked = Math.round(performance.now() - began);
  await close();
  const main = startMain(crashedDist, { COACH_DATA_DIR: join(folder, 'data') });
  try {
    const { after } = await main.ready;
    console.info(
      `${couples} couples: ready after ${Math.round(after)} ms; ${couples * 3} keys looked at in ${looked} ms`,
    );
    expect(broken).toBe(0);
    expect(after).toBeLessThan(5_000);
  } finally {
    main.child.kill('SIGKILL');
    await main.ended;
    await rm(folder, { recursive: true, force: true });
  }
});
