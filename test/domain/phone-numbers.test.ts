import { expect, test } from '@jest/globals';
import { phoneNumbersIn } from '../../src/domain/phone-numbers.ts';

const lines = ['911', '988', '1-800-799-7233', '116123'];
const found = (text: string, of: readonly string[] | undefined = lines): readonly string[] =>
  phoneNumbersIn(text, of).map(({ shown, href }) => `${shown} ${href}`);

test('the numbers of a crisis text can be called, whichever way they are written', () => {
  expect(found('Call 911. Or call or text 988, 1-800-799-7233, or 800-799-7233.')).toEqual([
    '911 tel:911',
    '988 tel:988',
    '1-800-799-7233 tel:+18007997233',
    '800-799-7233 tel:+18007997233',
  ]);
});

test('codes for texting, hours and counts are no phone numbers', () => {
  expect(found('Text HOME to 741741, START to 88788, open 24/7, in 20 minutes.')).toEqual([]);
});

test('a number that is no line is no phone number, however it looks', () => {
  expect(found('Breathe for 100 seconds, take 250 steps, room 911-4, 1-555-123-4567, call 988.')).toEqual([
    '988 tel:988',
  ]);
  expect(found('Call 116123.')).toEqual(['116123 tel:116123']);
});

test('without lines only emergency numbers are known', () => {
  expect(phoneNumbersIn('911, 988, 100, 1-800-799-7233').map(({ shown }) => shown)).toEqual(['911', '988']);
});
