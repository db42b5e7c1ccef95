import { describe, expect, test } from '@jest/globals';
import { heardFrom } from '../../src/domain/partner.ts';
import { aPartner } from '../support/engine.ts';

const sms = { channel: 'sms', id: '+15550100', verified: true } as const;
const teams = { channel: 'teams', id: '29:alex', verified: true } as const;

describe('the address a message came from', () => {
  test('becomes the first, and keeps its newest reference', () => {
    const partner = aPartner({ addresses: [sms, { ...teams, reference: 'old' }] });
    expect(heardFrom(partner, { channel: 'teams', id: '29:alex', reference: 'new' }).addresses).toEqual([
      { ...teams, reference: 'new' },
      sms,
    ]);
  });
  test('keeps the reference it had when the channel gives none', () => {
    const partner = aPartner({ addresses: [sms, { ...teams, reference: 'old' }] });
    expect(heardFrom(partner, { channel: 'teams', id: '29:alex' }).addresses[0]).toEqual({
      ...teams,
      reference: 'old',
    });
  });
  test('changes nothing when it is first already, or nobody’s', () => {
    const partner = aPartner({ addresses: [sms, teams] });
    expect(heardFrom(partner, sms)).toBe(partner);
    expect(heardFrom(partner, { channel: 'teams', id: 'another', reference: 'r' })).toBe(partner);
  });
  test('stays unverified when it was', () => {
    const partner = aPartner({ addresses: [sms, { ...teams, verified: false }] });
    expect(heardFrom(partner, { channel: 'teams', id: '29:alex' }).addresses[0]?.verified).toBe(false);
  });
});
