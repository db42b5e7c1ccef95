import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Couple } from '../../src/domain/couple.ts';
import type { AlertMirror } from '../../src/domain/partner.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { DeliveryFailedEvent } from '../../src/engine/events.ts';
import { aCouple, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await theEngine());
});

const alert = (status: AlertMirror['status'], fields: Partial<AlertMirror> = {}): AlertMirror => ({
  ...{ version: 1, status, level: 'urgent', holder: 'Dana', pagedAt: noon },
  ...fields,
});
const lost = (fields: Partial<DeliveryFailedEvent>): DeliveryFailedEvent => ({
  ...{ type: 'delivery-failed', id: 't', at: noon, side: 'a', lane: 'crisis', code: '403', key: null },
  ...fields,
});
const pagesOf = (couple: Couple, event: DeliveryFailedEvent) =>
  engine.runTurn(couple, event).effects.flatMap((each) => (each.type === 'page' ? [each] : []));

describe('what could not be delivered asks for a human', () => {
  test('under the family of a crisis text, at the level its alert has', () => {
    const couple = aCouple({ a: { alerts: { self: alert('open', { level: 'emergency' }), violence: alert('open') } } });
    expect(pagesOf(couple, lost({ key: 'crisis-self.wish' }))).toMatchObject([
      {
        level: 'emergency',
        category: 'suicide',
        reason: 'undeliverable',
        task: { kind: 'undeliverable', code: '403' },
      },
    ]);
  });

  test('under the family of a question whether the partner is safe, not of another alert that is open', () => {
    const open = aCouple({ a: { alerts: { violence: alert('open') } } });
    const { couple } = engine.runTurn(open, message('', { unreadable: true }));
    expect(couple.a.stack.at(-1)?.dialog).toBe('safety-check');
    expect(pagesOf(couple, lost({ key: 'safety-check.ask' }))).toMatchObject([{ category: 'self-harm' }]);
  });

  test('under the case that a counselor answers in, and never reopens one that is closed', () => {
    const words = lost({ lane: 'counselor' });
    const alerts = { self: alert('taken-over', { pagedAt: noon - 1 }), violence: alert('claimed') };
    expect(pagesOf(aCouple({ a: { alerts } }), words)).toMatchObject([{ category: 'suicide' }]);
    expect(pagesOf(aCouple({ a: { alerts: { self: alert('closed') } } }), words)).toEqual([]);
  });

  test.each(['reply', 'nudge', 'mediated'] as const)('and a %s asks nobody', (lane) => {
    expect(pagesOf(aCouple({ a: { alerts: { self: alert('open') } } }), lost({ lane }))).toEqual([]);
  });
});
