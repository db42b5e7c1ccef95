import { describe, expect, test } from '@jest/globals';
import { coupleShape } from '../../../src/app/aggregates/couple.ts';
import { createVault } from '../../../src/app/aggregates/vault.ts';
import { createRowVerifier } from '../../../src/app/audit/verify-row.ts';
import { CoachError } from '../../../src/domain/errors.ts';
import { aWorld } from '../../support/app.ts';

describe('a store that is away for a moment', () => {
  test('says nothing of a record: what looks through the files ends instead of naming one', async () => {
    const { couple, parts } = await aWorld();
    const down = () => Promise.reject(new CoachError('STORE_UNAVAILABLE', 'The disk is full.'));
    const vault = createVault(parts.store, parts.keys);
    const { verifyAggregate } = createRowVerifier(parts.store, parts.keys, vault);
    expect(await verifyAggregate('couple', couple)).toMatchObject({ ok: true });
    const away = createRowVerifier(parts.store, { ...parts.keys, read: down }, vault);
    await expect(away.verifyAggregate('couple', couple)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

describe('a couple that is written while it is read', () => {
  test('is opened with its keys, whichever of the two was read first', async () => {
    const { couple, parts } = await aWorld();
    let asked = 0;
    // The keys were asked for before there were any; the row came after.
    const read: typeof parts.keys.read = async (kind, id) => {
      asked += 1;
      return asked === 1 ? null : parts.keys.read(kind, id);
    };
    const vault = createVault(parts.store, { ...parts.keys, read });
    expect((await vault.read(coupleShape, couple))?.state.a.name).toBe('Alex');
  });
});
