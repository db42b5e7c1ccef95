import { expect, test } from '@jest/globals';
import { bodyOfWords, withLinks } from '../../src/domain/find.ts';
import { type Block, callsOf, isPlain, leavesOf, plainOf, shownAs } from '../../src/domain/message.ts';

const help = { type: 'link', text: 'Find help', href: 'https://x.test' } as const;
const call = { type: 'phone', text: '911', href: 'tel:911' } as const;
const all: readonly Block[] = [
  {
    type: 'line',
    inlines: [
      { type: 'text', text: 'Go ' },
      { type: 'emphasis', inlines: [{ type: 'text', text: 'now: ' }, call] },
    ],
  },
  { type: 'line', inlines: [] },
  { type: 'list', items: [[help], [{ type: 'text', text: 'call ' }, call]] },
];
const text = 'Go now: 911\n\n- Find help https://x.test\n- call 911';

test('a message as plain text has every number and address written out', () => expect(plainOf(all)).toBe(text));

test('what a channel does not show becomes the words that plain text has', () => {
  const words = (line: string) => ({ type: 'line', inlines: line === '' ? [] : [{ type: 'text', text: line }] });
  expect(shownAs(all, [])).toEqual(text.split('\n').map(words));
  expect(shownAs(all, ['emphasis', 'link', 'phone', 'list'])).toEqual(all);
  const some = shownAs(all, ['phone']);
  expect(plainOf(some)).toBe(text);
  expect(leavesOf(some).filter(({ type }) => type !== 'text')).toEqual([call, call]);
  expect([isPlain(all), isPlain(some), isPlain(shownAs(all, []))]).toEqual([false, false, true]);
});

test('the lines to call are told once each', () => expect(callsOf(all)).toEqual(['911']));

test.each([
  ['see https://x.test/a.', ['https://x.test/a']],
  ['(https://x.test/a) and https://x.test/b_(c)!', ['https://x.test/a', 'https://x.test/b_(c)']],
  [
    'https://es.x.test/Depresión?a=1&b=%20#c, HTTPS://X.test',
    ['https://es.x.test/Depresión?a=1&b=%20#c', 'HTTPS://X.test'],
  ],
  ['<https://x.test|y> “https://x.test/q”', ['https://x.test', 'https://x.test/q']],
  ['http://x.test javascript:alert(1) ftp://x.test x.test https:// https://.', []],
])('addresses in "%s" are links, without what ends the sentence', (words, hrefs) => {
  const links = withLinks(words).filter(({ type }) => type === 'link');
  expect(links.map((leaf) => leaf.text)).toEqual(hrefs);
  expect(plainOf(bodyOfWords(words, []))).toBe(words);
});
