import { afterEach, describe, expect, test } from '@jest/globals';
import { aCommit, again, anEffect, idsOf } from '../ports/store-builders.ts';
import { aFolder, closeAll, openIn } from './libsql-folder.ts';

const hour = 3_600_000;

describe('the embedded store, started after its clock was set back', () => {
  const folders: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await closeAll();
    for (const remove of folders.splice(0)) await remove();
  });

  test.each(['crisis', 'reply'] as const)(
    'holds a %s that had failed back for seconds, not for the hour',
    async (lane) => {
      const { dir, remove } = await aFolder();
      folders.push(remove);
      const ahead = await openIn(dir, () => 10 * hour);
      const committed = await ahead.store.commit(aCommit({ effects: [anEffect('e1', lane)] }));
      const lease = committed.status === 'committed' ? committed.leases[0] : undefined;
      if (lease) await ahead.store.settle(lease, [again('e1', 10 * hour + 5_000)]);
      await ahead.close();
      const time = { real: 9 * hour };
      const back = await openIn(dir, () => time.real);
      expect(await back.store.claim({ worker: 'w', limit: 9 })).toEqual([]);
      time.real += 10_000;
      expect((await back.store.claim({ worker: 'w', limit: 9 })).map(idsOf)).toEqual([['e1']]);
    },
  );
});
