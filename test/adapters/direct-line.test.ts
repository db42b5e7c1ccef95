import { describe, expect, test } from '@jest/globals';
import { toInbound } from '../../src/adapters/direct-line/webhook.ts';
import { asWritten } from '../../src/app/inbound/as-written.ts';

const session = { user: 'alex', conversation: 'c-1' } as Parameters<typeof toInbound>[0];
const crisis = 'I want to die';

function read(fields: Readonly<Record<string, unknown>>) {
  const inbound = toInbound(session, { type: 'message', from: { id: 'alex' }, ...fields });
  return inbound && asWritten(inbound);
}

describe('what a Direct Line client posts', () => {
  test.each([
    ['with attachments that are none', { text: crisis, attachments: [null, 5] }],
    ['with channel data that is none', { text: crisis, channelData: 'x' }],
    ['only in the HTML copy', { text: '', attachments: [{ contentType: 'text/html', content: `<b>${crisis}</b>` }] }],
    ['only in a field of a card', { value: { note: crisis } }],
    ['beside a text that is no text', { text: { a: 1 }, value: { note: crisis } }],
    ['behind a quote', { text: `<quoted messageId="1"/> ${crisis}` }],
  ])('is heard %s', (_how, fields) => {
    expect(read(fields)).toMatchObject({ text: crisis, unreadable: false });
  });
  test('has an id of any length, the same each time', () => {
    const channelData = { clientActivityID: 'x'.repeat(2_000) };
    expect(read({ text: 'hi', channelData })?.id).toBe(read({ text: 'hi', channelData })?.id);
  });
  test('may change what was posted before', () => {
    expect(read({ type: 'messageUpdate', text: crisis })).toMatchObject({ text: crisis, edited: true });
  });
  test('is a voice note that nobody can read, with the mark of its place or without', () => {
    const attachments = [{ contentType: 'audio/mp4' }];
    for (const text of ['', '\ufffc', undefined])
      expect(read({ text, attachments })).toMatchObject({ unreadable: true });
  });
});
