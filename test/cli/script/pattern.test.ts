import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matches, readPattern } from '../../../src/cli/script/pattern.ts';
import { aMessage } from '../../support/fake-script-world.ts';

const agrees = (pattern: string, text: string): boolean => matches(readPattern(pattern), aMessage(text));

describe('a text pattern', () => {
  test.each([
    ['how was today?', 'How was TODAY?'],
    ['*today*', 'How was\ntoday together?'],
    ['how*?', 'How was today?'],
    ['*a*b*c*', 'xxaxxbxxcxx'],
    ["*I'm here*", 'Yes, I’m here.'],
    ['in danger now? - call', 'In danger now? – call'],
    ['*', 'anything'],
    ['*', ''],
  ])('%s is %s', (pattern, text) => expect(agrees(pattern, text)).toBe(true));
  test.each([
    ['today', 'How was today?'],
    ['how*!', 'How was today?'],
    ['*b*a*', 'a b'],
    ['ab*ba', 'aba'],
    ['*x*x*', 'one x'],
    ['how.was', 'how was'],
  ])('%s is not %s', (pattern, text) => expect(agrees(pattern, text)).toBe(false));
  test('fits what it was made from', () => {
    const piece = fc.stringMatching(/^[a-z?.() ]{0,4}$/);
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const pattern = { by: 'text', glob: pieces.join('*').replace(/\s+/gu, ' ').trim(), buttons: null } as const;
        expect(matches(pattern, aMessage(pattern.glob.replaceAll('*', 'q')))).toBe(true);
      }),
    );
  });
});

describe('a key pattern', () => {
  const sent = aMessage('How?', { key: 'check-in.mood' });
  test('asks for the content key', () => {
    expect(matches(readPattern('key:check-in.mood'), sent)).toBe(true);
    expect(matches(readPattern('key:check-in.*'), sent)).toBe(true);
    expect(matches(readPattern('key:check-in'), sent)).toBe(false);
    expect(matches(readPattern('key:*'), aMessage('Words of a counselor'))).toBe(false);
  });
  test('can ask for buttons too', () => {
    expect(matches(readPattern('key:check-in.mood [A]'), sent)).toBe(false);
    expect(matches(readPattern('key:check-in.mood [A]'), { ...sent, buttons: ['A'] })).toBe(true);
  });
});

describe('buttons', () => {
  const wanted = readPattern('how was today? [Good | So-so | Hard]');
  test('are all there, in order', () => {
    const sent = (...buttons: string[]) => aMessage('How was today?', { buttons });
    expect(matches(wanted, sent('Good', 'So-so', 'Hard'))).toBe(true);
    expect(matches(wanted, sent('Good', 'Hard', 'So-so'))).toBe(false);
    expect(matches(wanted, sent('Good', 'So-so'))).toBe(false);
    expect(matches(wanted, sent('Good', 'So-so', 'Hard', 'Other'))).toBe(false);
    expect(matches(wanted, sent())).toBe(false);
  });
  test('do not matter where none are written', () => {
    expect(matches(readPattern('*'), aMessage('x', { buttons: ['A'] }))).toBe(true);
  });
  test.each([
    'How was today? 1 Good 2 So-so 3 Hard',
    'How was today?\n1 Good\n2 So-so\n3 Hard',
    'How was today? 1) Good, 2) So-so, 3) Hard.',
  ])('may stand in the text with numbers: %s', (text) => {
    expect(matches(wanted, aMessage(text))).toBe(true);
    expect(matches(wanted, aMessage(text, { buttons: ['Good', 'So-so', 'Hard'] }))).toBe(true);
  });
  test.each([
    'How was today? 1 Good 2 So-so',
    'How was today? 1 Good 2 Hard 3 So-so',
    'How was today? 1 Good 2 So-so 3 Hard 4 Other',
    'How was today? 11 Good 2 So-so 3 Hard',
    'How was yesterday? 1 Good 2 So-so 3 Hard',
  ])('are other ones: %s', (text) => expect(matches(wanted, aMessage(text))).toBe(false));
});
