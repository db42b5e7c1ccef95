import { describe, expect, test } from '@jest/globals';
import type { SendEffect } from '../../src/domain/effect.ts';
import type { AlertMirror, Partner } from '../../src/domain/partner.ts';
import { maySend } from '../../src/engine/may-send.ts';
import { aCouple, noon } from '../support/engine.ts';

const effect = (lane: SendEffect['lane'], fields: Partial<SendEffect> = {}): SendEffect => ({
  id: '1',
  type: 'send',
  to: 'a',
  lane,
  say: { key: 'x', params: {} },
  ...fields,
});
const alert = (status: AlertMirror['status']): AlertMirror => ({
  version: 1,
  status,
  level: 'urgent',
  holder: 'Dana',
  pagedAt: noon,
});
const asked = (fields: Partial<Partner>, wanted: SendEffect, at = noon) => {
  const may = maySend(aCouple({ a: fields }), wanted, at);
  return 'never' in may ? may.never : 'send';
};
const night = Date.UTC(2026, 2, 8, 4, 0);

describe('the last gate before a channel', () => {
  test('holds a nudge back for each reason that may have come up since its turn', () => {
    const nudge = effect('nudge', { expiresAt: noon + 1_000 });
    expect(asked({}, nudge)).toBe('send');
    expect(asked({ optedOut: true }, nudge)).toBe('opted-out');
    expect(asked({ nudgePause: { until: null } }, nudge)).toBe('paused');
    expect(asked({ alerts: { self: alert('open') } }, nudge)).toBe('open-alert');
    expect(asked({}, nudge, noon + 2_000)).toBe('expired');
    expect(asked({}, effect('nudge'), night)).toBe('quiet-hours');
  });
  test('lets a crisis text and a counselor through at night, after STOP and while a counselor answers', () => {
    for (const lane of ['crisis', 'counselor'] as const) {
      expect(asked({ optedOut: true, alerts: { self: alert('taken-over') } }, effect(lane), night)).toBe('send');
    }
  });
  test('keeps replies from a chat that a counselor has taken over, and from SMS after STOP', () => {
    expect(asked({ alerts: { self: alert('taken-over') } }, effect('reply'))).toBe('counselor-answers');
    expect(asked({ optedOut: true }, effect('reply'))).toBe('opted-out');
    expect(asked({ optedOut: true }, effect('reply', { carrier: true }))).toBe('send');
  });
  test('writes nothing unasked after STOP in a violence case, and sends no quiet question late', () => {
    expect(asked({ optedOut: true, alerts: { violence: alert('claimed') } }, effect('counselor'))).toBe('opted-out');
    expect(asked({}, effect('crisis', { expiresAt: noon }), noon + 1)).toBe('expired');
  });
  test('sends to verified addresses only', () => {
    expect(asked({ addresses: [{ channel: 'sms', id: 'x', verified: false }] }, effect('crisis'))).toBe('no-address');
  });
});
