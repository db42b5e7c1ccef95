import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textsOf } from '../../../src/adapters/messaging/texts.ts';
import { codes } from '../../../src/adapters/twilio/codes.ts';
import { toInbound } from '../../../src/adapters/twilio/inbound.ts';
import { writeReference } from '../../../src/adapters/twilio/reference.ts';
import { senderFor } from '../../../src/adapters/twilio/sender.ts';

/** No half of a character. */
const isWhole = (text: string): boolean => Buffer.from(text).toString() === text;

describe('a text that is cut', () => {
  test('loses no word, and no part is too long or half a character', () => {
    const words = fc.array(fc.oneof(fc.string(), fc.constantFrom('. ', '! ', '\n\n', '👨‍👩‍👧', 'a'.repeat(40), ' ')), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 200 }), (pieces, most) => {
        const text = pieces.join('');
        const parts = textsOf(text, most);
        const bare = (each: string) => each.replace(/\s+/g, '');
        expect(bare(parts.join(''))).toBe(bare(text));
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
        if (isWhole(text)) for (const part of parts) expect(isWhole(part)).toBe(true);
      }),
    );
  });

  test('is cut after a line first, then after a sentence, then between words, and never in a number', () => {
    expect(textsOf('One two.\nThree four. Five', 20)).toEqual(['One two.\nThree four.', 'Five']);
    expect(textsOf('One two three.\n\nFour five six', 20)).toEqual(['One two three.', 'Four five six']);
    expect(textsOf('Call the line 1-800-799-7233 now', 30)).toEqual(['Call the line 1-800-799-7233', 'now']);
    expect(textsOf('Call the line 1-800-799-7233 now', 25)).toEqual(['Call the line', '1-800-799-7233 now']);
  });
});

describe('the sender', () => {
  const numbers = ['+15550191', '+15550192', '+15550193'];
  const addresses = Array.from({ length: 300 }, (_, n) => `+1555${String(n).padStart(7, '0')}`);
  const chosen = (among: readonly string[]) =>
    addresses.map((address) => Object.values(senderFor({ numbers: among }, address, undefined))[0]);

  test('is the number last written to, while it is ours', () => {
    const reference = writeReference({ ours: '+15550192', theirs: '+15550100' });
    expect(senderFor({ numbers }, '+15550100', reference)).toEqual({ from: '+15550192' });
    expect(senderFor({ numbers: ['+15550191'] }, '+15550100', reference)).toEqual({ from: '+15550191' });
    // What is kept with another address is nobody's word on this one.
    expect(senderFor({ numbers: ['+15550199', '+15550192'] }, '+15550101', reference)).toEqual(
      senderFor({ numbers: ['+15550199', '+15550192'] }, '+15550101', undefined),
    );
    expect(senderFor({ service: 'MG1' }, '+15550100', reference)).toEqual({ messagingServiceSid: 'MG1' });
  });

  test('is else always the same for an address, spread over all numbers, and stays when one goes', () => {
    const before = chosen(numbers);
    expect(chosen(numbers.toReversed())).toEqual(before);
    for (const number of numbers) expect(before.filter((each) => each === number).length).toBeGreaterThan(60);
    const after = chosen(numbers.slice(0, 2));
    for (const [index, number] of before.entries()) if (number !== '+15550193') expect(after[index]).toBe(number);
  });
});

describe('a form', () => {
  const form = { From: '+15550100', To: '+15550199', Body: 'Hello', MessageSid: 'SM1', NumMedia: '0' };

  test('is a text with its id, and a reference that no other partner has', () => {
    const inbound = toInbound(form, 'provider');
    expect(inbound).toEqual({
      ...{ channel: 'sms', address: '+15550100', id: 'SM1', text: 'Hello', unreadable: false },
      reference: writeReference({ ours: '+15550199', theirs: '+15550100' }),
    });
    const other = toInbound({ ...form, From: '+15550101' }, 'provider');
    expect(typeof other === 'string' ? '' : other.reference).not.toBe(
      typeof inbound === 'string' ? '' : inbound.reference,
    );
  });

  test.each([
    [{ NumMedia: 'many' }],
    [{ NumMedia: '-1' }],
    [{ To: '' }],
    [{ MessageSid: '' }],
    [{ OptOutType: 'toString' }],
    [{ NumSegments: '[]' }],
  ])('with %j is a text all the same', (odd) => {
    expect(toInbound({ ...form, ...odd }, 'provider')).toMatchObject({ text: 'Hello', address: '+15550100' });
  });

  test.each([
    [{ From: '' }, 'nobody'],
    [{ From: 'x'.repeat(101) }, 'nobody'],
    [{ From: 'whatsapp:+15550100' }, 'other-app'],
    [{ From: 'messenger:123' }, 'other-app'],
  ] as const)('with %j is %s', (odd, what) => {
    expect(toInbound({ ...form, ...odd }, 'provider')).toBe(what);
  });

  test('says what Twilio has acted on only where Twilio does', () => {
    const carrier = (fields: object, optOut: 'provider' | 'own') => {
      const inbound = toInbound({ ...form, ...fields }, optOut);
      return typeof inbound === 'string' ? inbound : (inbound.carrier ?? null);
    };
    expect(carrier({ Body: ' Stop ' }, 'provider')).toBe('stop');
    expect(carrier({ Body: 'STOP' }, 'own')).toBeNull();
    expect(carrier({ Body: 'STOP please' }, 'provider')).toBeNull();
    expect(carrier({ Body: 'baja', OptOutType: 'STOP' }, 'own')).toBe('stop');
  });
});

test('every code is told in a sentence of our own', () => {
  expect(codes.size).toBeGreaterThan(50);
  for (const { says } of codes.values()) expect(says).toMatch(/^[A-Z].*\.$/);
});
