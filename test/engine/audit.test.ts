import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Partner } from '../../src/domain/partner.ts';
import { auditTurn } from '../../src/engine/audit.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TurnEvent } from '../../src/engine/events.ts';
import { Conversation, change, Turn } from '../../src/engine/turn.ts';
import { aCouple, heard, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await theEngine());
});

const auditsOf = (event: TurnEvent, couple = aCouple()) =>
  engine.runTurn(couple, event).records.flatMap(({ of, kind, data }) => (kind === 'audit' ? [{ of, ...data }] : []));

/** What is audited of a turn that changed these fields of the partner. */
function auditsOfChange(fields: Partial<Partner>) {
  const couple = aCouple();
  const parts = {} as ConstructorParameters<typeof Turn>[0];
  const conversation = new Conversation(new Turn(parts, couple, message('x')), 'a', couple.a);
  change(conversation, fields);
  auditTurn(conversation, couple.a);
  return conversation.records.map(({ data }) => data);
}

describe('a turn is audited', () => {
  test('for the page it makes, with its level, reason and categories', () => {
    const event = message('x', { screening: heard('suicide', 'urgent') });
    expect(auditsOf(event)).toEqual([
      {
        ...{ of: 'a', event: 'paged', by: 'a', at: noon },
        ...{ level: 'urgent', reason: 'message', category: 'suicide', also: [], about: 'self' },
      },
    ]);
  });

  test('for STOP and START, once each', () => {
    expect(auditsOf(message('STOP'))).toMatchObject([{ of: 'a', event: 'opted-out', by: 'a' }]);
    const stopped = aCouple({ a: { optedOut: true } });
    expect(auditsOf(message('STOP'), stopped)).toEqual([]);
    expect(auditsOf(message('START'), stopped)).toMatchObject([{ event: 'opted-in' }]);
  });

  test('for an address that ended, and for one that lives again', () => {
    const from = { channel: 'sms', id: '+15550100' } as const;
    const ended = { type: 'address-ended', id: 't', at: noon, side: 'a', from, code: '403' } as const;
    const facts = { channel: 'sms', code: '403' };
    expect(auditsOf(ended)).toEqual([{ of: 'a', event: 'address-ended', by: 'system', at: noon, ...facts }]);
    const gone = engine.runTurn(aCouple(), ended).couple;
    expect(auditsOf(ended, gone)).toEqual([]);
    expect(auditsOf(message('menu', { from }), gone)).toEqual([
      { of: 'a', event: 'address-revived', by: 'a', at: noon, channel: 'sms' },
    ]);
  });

  test('for wrong PINs that shut the door for a while, once', () => {
    const pin = { digits: '4711', seenAt: 0, asked: true, wrong: 0, lockedUntil: 0 };
    let couple = aCouple({ a: { pin } });
    const events = Array.from({ length: 12 }, (_, n) => {
      const result = engine.runTurn(couple, message(String(n)));
      couple = result.couple;
      return result.records.flatMap(({ kind, data }) => (kind === 'audit' ? [data['event']] : []));
    });
    expect(events.flat()).toEqual(['pin-locked']);
  });

  test('for a message that was given up', () => {
    const event = {
      type: 'delivery-failed',
      id: 't',
      at: noon,
      side: 'b',
      lane: 'reply',
      code: 'GONE',
      key: null,
    } as const;
    expect(auditsOf(event)).toEqual([
      { of: 'b', event: 'delivery-given-up', by: 'system', at: noon, lane: 'reply', code: 'GONE' },
    ]);
  });

  test('for each setting that is another one now, without the address itself', () => {
    const addresses = [{ channel: 'teams', id: 'canary', verified: true }] as const;
    const quietHours = { from: '20:00', to: '10:00' };
    const audits = auditsOfChange({ language: 'es', zone: 'UTC', privatePhone: true, quietHours, addresses });
    expect(audits).toMatchObject([
      { event: 'language-changed', language: 'es' },
      { event: 'zone-changed', zone: 'UTC' },
      { event: 'private-phone-changed', private: true },
      { event: 'quiet-hours-changed', from: '20:00', to: '10:00' },
      { event: 'addresses-changed', channels: ['teams'] },
    ]);
    expect(JSON.stringify(audits)).not.toContain('canary');
  });

  test('for nothing that stayed the same: equal hours, another order or a newer reference of the addresses', () => {
    const { quietHours, addresses } = aCouple().a;
    expect(auditsOfChange({ quietHours: { ...quietHours } })).toEqual([]);
    expect(auditsOfChange({ addresses: addresses.map((each) => ({ ...each, reference: 'new' })) })).toEqual([]);
    for (const text of ['checkin', '2', 'menu', 'help', 'blue flowers']) expect(auditsOf(message(text))).toEqual([]);
  });
});
