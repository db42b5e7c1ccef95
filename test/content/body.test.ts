import { expect, test } from '@jest/globals';
import type { Rendered } from '../../src/ports/channel.ts';
import { load } from './folder.ts';

const text = (words: string) => ({ type: 'text', text: words });
const line = (...inlines: object[]) => ({ type: 'line', inlines });
const call = { type: 'phone', text: '911', href: 'tel:911' };

/** A text as Slack, which shows everything, is given it. */
async function body(source: string, params: Record<string, string | number> = {}): Promise<Rendered['body']> {
  const file = `a: { text: ${JSON.stringify(source)} }`;
  const { render } = await load({ 'en/m.yaml': file, 'es/m.yaml': file });
  return render({ key: 'm.a', params }, { language: 'en', channel: 'slack', country: 'us' }).body;
}

test('a text is lines, and a list where its lines begin with a hyphen', async () => {
  expect(await body('First:\n- one\n- call {emergency}\n\nThen -2, 3 - 4.')).toEqual([
    line(text('First:')),
    { type: 'list', items: [[text('one')], [text('call '), call]] },
    line(),
    line(text('Then -2, 3 - 4.')),
  ]);
});

test('what fills an argument breaks lines and does nothing else', async () => {
  const who = '- a\n- <em>b</em> https://x.test 911';
  expect(await body('{who}!', { who })).toEqual([line(text('- a')), line(text('- <em>b</em> https://x.test 911!'))]);
  expect(await body('It is {who, select, me {yours} other {theirs}}.', { who: 'me' })).toEqual([
    line(text('It is yours.')),
  ]);
});

test('a count is no crisis line', async () => {
  const days = '{n, plural, one {# day} other {# days}}, {emergency}';
  expect(await body(days, { n: 911 })).toEqual([line(text('911 days, '), call)]);
});

test('emphasis holds lines to call, and ends with its line', async () => {
  expect(await body('<em>Call {emergency}</em> or {who}', { who: 'Sam' })).toEqual([
    line({ type: 'emphasis', inlines: [text('Call '), call] }, text(' or Sam')),
  ]);
  expect(await body('<em>{who}</em>.', { who: 'a\nb' })).toEqual([
    line({ type: 'emphasis', inlines: [text('a')] }),
    line({ type: 'emphasis', inlines: [text('b')] }, text('.')),
  ]);
});

test('a link is its words and the address; an address alone is both', async () => {
  const href = 'https://x.test/a';
  const own = { type: 'link', text: href, href };
  expect(await body(`<link>Find help ${href}</link>, <link>${href}</link>, ${href}.`)).toEqual([
    line({ type: 'link', text: 'Find help', href }, text(', '), own, text(', '), own, text('.')),
  ]);
});
