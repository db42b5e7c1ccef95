import { describe, expect, test } from '@jest/globals';
import { openReceipt, type Receipt, sealReceipt } from '../../../src/app/outbox/receipt.ts';
import { aWorld } from '../../support/app.ts';
import { memoryKeys } from '../../support/memory-keys.ts';

const receipt: Receipt = {
  ...{ couple: 'c', side: 'a', effect: 'e.0', lane: 'crisis', key: 'crisis-self.first' },
  address: { channel: 'sms', id: '+15550100' },
};

describe('a receipt', () => {
  const { system } = memoryKeys();
  test('opens as it was sealed', () => {
    expect(openReceipt(system, sealReceipt(system, receipt))).toEqual(receipt);
  });
  test('is signs that a URL takes as they are', () => {
    const sealed = sealReceipt(system, receipt);
    expect(sealed).toBe(encodeURIComponent(sealed));
  });
  test.each(['', 'x', '~~~~', 'v1~a~b~c~d'])('%j is none', (text) => expect(openReceipt(system, text)).toBeNull());
});

describe('a report of a delivery', () => {
  test('with a receipt of nobody, or from another channel than the message went by, is logged and changes nothing', async () => {
    const world = await aWorld();
    const before = await world.app.couple(world.couple);
    const mine = sealReceipt(world.parts.keys.system, { ...receipt, couple: world.couple });
    const report = { channel: 'teams', receipt: mine, state: 'failed', code: '30003' } as const;
    expect(await world.app.report(report)).toBe('unknown');
    expect(await world.app.report({ ...report, receipt: 'forged' })).toBe('unknown');
    expect(await world.app.couple(world.couple)).toEqual(before);
    expect(await world.app.alerts()).toEqual([]);
    expect(world.log.lines.join()).toContain('delivery.unknown');
  });
  test('that a crisis text did not arrive asks for a human once, however often it comes', async () => {
    const world = await aWorld();
    const mine = sealReceipt(world.parts.keys.system, { ...receipt, couple: world.couple });
    const report = { channel: 'sms', receipt: mine, state: 'undelivered', code: '30003' } as const;
    await world.app.report(report);
    await world.app.report(report);
    await world.app.drained();
    const [alert, ...others] = await world.app.alerts();
    expect(others).toEqual([]);
    expect(alert?.tasks).toMatchObject([{ kind: 'undeliverable', code: '30003' }]);
  });
});
