import { describe, expect, test } from '@jest/globals';
import type { Partner } from '../../src/domain/partner.ts';
import { aCouple, heard, message, theEngine } from '../support/engine.ts';

const { engine } = await theEngine();
const alert = { version: 1, status: 'open', level: 'urgent', holder: null, pagedAt: 0 } as const;

function keysFor(fields: Parameters<typeof message>[1], a: Partial<Partner> = {}): readonly string[] {
  const { effects } = engine.runTurn(aCouple({ a }), message('changed', { edited: true, ...fields }));
  return effects.map((effect) => (effect.type === 'send' && 'key' in effect.say ? effect.say.key : effect.type));
}

describe('a changed message', () => {
  test('that says so now is a crisis like any other', () => {
    expect(keysFor({ screening: heard('suicide', 'emergency') })).toEqual([
      'page',
      'crisis-self.emergency',
      'crisis-self.thoughts',
    ]);
  });
  test('answers no question', () => {
    const asked = engine.runTurn(aCouple(), message('checkin')).couple;
    const { couple, effects } = engine.runTurn(asked, message('1', { edited: true }));
    expect(effects).toMatchObject([{ say: { key: 'coach.edited' } }]);
    expect(couple.a.stack).toEqual(asked.a.stack);
  });
  test('lights no phone in a violence case, and says nothing in a counselor’s chat', () => {
    expect(keysFor({}, { alerts: { violence: alert } })).toEqual([]);
    expect(keysFor({}, { alerts: { self: { ...alert, status: 'taken-over' } } })).toEqual([]);
    expect(keysFor({}, { alerts: { self: alert } })).toEqual(['coach.edited']);
  });
});
