import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Libsql from 'libsql';
import type { AuditReport } from '../../src/app/audit/verify.ts';
import { auditVerifyCommand } from '../../src/cli/audit.ts';
import { withService } from '../../src/cli/control-client.ts';
import { aFolder, builtWorker, closeAll, openIn } from '../adapters/libsql-folder.ts';
import { aWorld } from '../support/app.ts';
import { theCatalog } from '../support/catalog.ts';

let folder: Awaited<ReturnType<typeof aFolder>>;
let couple: string;
beforeEach(async () => {
  folder = await aFolder();
  const { close, ...opened } = await openIn(folder.dir);
  const world = await aWorld(() => opened);
  couple = world.couple;
  await world.write('STOP');
  await world.write('START');
  await close();
});
afterEach(async () => {
  await closeAll();
  await folder.remove();
});

const at = (dataDir: string) =>
  ({ dataDir, masterKey: null, environment: 'development', country: 'us', zone: 'America/Chicago' }) as const;

const catalog = theCatalog;

/** What the command says of the folder, and its exit code. */
async function verified(json = false): Promise<{ code: number; said: string }> {
  let said = '';
  const out = (text: string) => {
    said += text;
  };
  const code = await auditVerifyCommand(
    async (progress) =>
      (await withService(
        at(folder.dir),
        'audit-verify',
        {},
        { progress },
        {
          worker: builtWorker,
          loadCatalog: catalog,
        },
      )) as AuditReport,
    { json, out, draws: false },
  );
  return { code, said };
}

function change(sql: string): void {
  const database = new Libsql(join(folder.dir, 'coach.db'));
  database.exec(sql);
  database.close();
}

describe('coach audit verify', () => {
  test('says that all is well, and exits with 0', async () => {
    expect(await verified()).toEqual({ code: 0, said: '1 chains, 4 entries, 6 records, 0 broken.\n' });
    expect(JSON.parse((await verified(true)).said)).toEqual({
      ...{ ok: true, total: 1, chains: 1, entries: 4, erased: 0, records: 6, lagged: 0, first: 0, broken: [] },
    });
  });

  test('names chain and entry where a row was deleted in the file, and exits with 1', async () => {
    change("DELETE FROM records WHERE stream LIKE 'audit|%' AND seq = 3");
    const said = `BROKEN  couple ${couple}, entry 3: out-of-order\n1 chains, 0 entries, 5 records, 1 broken.\n`;
    expect(await verified()).toEqual({ code: 1, said });
    const broken = [{ kind: 'couple', id: couple, n: 3, why: 'out-of-order' }];
    expect(JSON.parse((await verified(true)).said)).toMatchObject({ ok: false, broken });
  });

  test('notices a tail that was cut off', async () => {
    change("DELETE FROM records WHERE stream LIKE 'audit|%' AND seq = 4");
    expect((await verified()).said).toContain('entry 4: cut-short');
  });

  test('notices rows that were given other numbers', async () => {
    change("UPDATE records SET seq = seq + 10 WHERE stream LIKE 'audit|%' AND seq < 3");
    expect((await verified()).said).toContain('entry 1: out-of-order');
  });

  test('is refused while another has the folder, and where nothing is stored', async () => {
    const { close } = await openIn(folder.dir);
    await expect(verified()).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    await close();
    const nowhere = withService(
      at(join(folder.dir, 'nowhere')),
      'audit-verify',
      {},
      {},
      {
        worker: builtWorker,
        loadCatalog: catalog,
      },
    );
    await expect(nowhere).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
