import { expect, test } from '@jest/globals';
import { phoneNumbersIn } from '../../src/domain/phone-numbers.ts';

const found = (text: string): readonly string[] => phoneNumbersIn(text).map(({ shown, href }) => `${shown} ${href}`);

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
