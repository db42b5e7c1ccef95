import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Source } from '../../src/domain/partner.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { maySend } from '../../src/engine/may-send.ts';
import { aCouple, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await theEngine());
});

const alex = { channel: 'teams', id: '29:alex', verified: true } as const;
const sam = { channel: 'teams', id: '29:sam', verified: true, reference: 'to sam', conversation: 'a:sam' } as const;
const couple = aCouple({ a: { addresses: [alex] }, b: { addresses: [sam] } });
const from = (source: Partial<Source>): Source => ({ channel: 'teams', id: '29:alex', ...source });
const write = (text: string, source: Source) => engine.runTurn(couple, { ...message(text), from: source });

describe('a message with one partner’s id from the other’s conversation', () => {
  test.each([
    ['the same conversation', { reference: 'another way there', conversation: 'a:sam' }],
    ['the same reference', { reference: 'to sam' }],
  ])('teaches nothing of where that partner can be reached: %s', (_how, source) => {
    const { couple: after, effects } = write('menu', from(source));
    expect(after.a.addresses).toEqual([alex]);
    expect(after.b).toBe(couple.b);
    for (const effect of effects) {
      if (effect.type === 'send') expect(maySend(after, effect, noon)).toEqual({ send: alex });
    }
  });

  test('is no matter where the conversation is the partner’s own', () => {
    const own = { reference: 'to alex', conversation: 'a:alex' };
    expect(write('menu', from(own)).couple.a.addresses).toEqual([{ ...alex, ...own }]);
  });
});
