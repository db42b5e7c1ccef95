import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeBytes, codeOf, readCode } from '../../src/domain/invite.ts';

const bytes = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes });

describe('an invite code', () => {
  test('is read however it is written', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = codeOf(random);
        const bare = code.replace('-', '');
        for (const written of [code, bare, code.toLowerCase(), ` ${bare.slice(0, 4)} ${bare.slice(4)}. `])
          expect(readCode(written)).toBe(bare);
      }),
    );
  });
  test('is no word and no sentence', () => {
    for (const text of ['password', 'HELPMENOW', 'check in', '12345678', 'I want to die', '', 'K7MA-2QW', 'K7MA-2QWXX'])
      expect(readCode(text)).toBeNull();
  });
});

test.each([
  'my code is K7MA-2QWX',
  '“K7MA-2QWX”',
  'K 7 M A - 2 Q W X',
  'K7MA\u200b-2QWX',
  'Hola, mi clave: k7ma 2qwx.',
])('a code is read in %s', (text) => expect(readCode(text)).toBe('K7MA2QWX'));
