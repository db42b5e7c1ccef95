import { describe, expect, test } from '@jest/globals';
import { activitySchema } from '../../../src/adapters/bot-framework/activity.ts';
import { toInbound } from '../../../src/adapters/bot-framework/inbound.ts';
import { asWritten } from '../../../src/app/inbound/as-written.ts';
import { anActivity } from '../../support/bot-authority.ts';

const serviceUrl = 'https://smba.local.test/amer/';
const inboundOf = (fields: Readonly<Record<string, unknown>>, authenticated = true) =>
  toInbound(activitySchema.parse(anActivity(serviceUrl, fields)), authenticated);
/** As the coach takes it. */
function read(fields: Readonly<Record<string, unknown>>, authenticated = true) {
  const inbound = inboundOf(fields, authenticated);
  return inbound === null || inbound === 'nobody' ? null : asWritten(inbound);
}

const mention = (text: string, id = '28:bot') => [{ type: 'mention', text, mentioned: { id } }];
const htmlCopy = { contentType: 'text/html', content: '<p>hi</p>' };
const photo = { contentType: 'image/png', contentUrl: 'https://x.test/1' };
const execute = (data: unknown) => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  text: undefined,
  value: { action: { type: 'Action.Execute', verb: 'say', data }, trigger: 'manual' },
});

describe('a message', () => {
  test('brings its id, its sender and what is needed to write there first', () => {
    expect(read({ id: 'f:1', text: 'hello' })).toEqual({
      channel: 'teams',
      address: '29:alex',
      conversation: 'a:personal',
      id: 'f:1',
      text: 'hello',
      unreadable: false,
      reference: JSON.stringify({
        channelId: 'msteams',
        serviceUrl,
        conversation: 'a:personal',
        bot: '28:bot',
        tenant: 'tenant-1',
      }),
    });
  });

  test('without an id gets one of its own', () => {
    const ids = [read({ id: undefined })?.id, read({ id: '' })?.id];
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true);
  });

  test.each([
    ['slack', 'slack', { conversation: { id: 'B1:T1:D1' }, from: { id: 'U1:T1' } }, 'U1:T1'],
    ['sms', 'sms', { conversation: { id: 'c' }, from: { id: '+15550100' } }, '+15550100'],
    ['webchat', 'web', { conversation: { id: 'c' }, from: { id: 'dl_alex' } }, 'dl_alex'],
    ['directline', 'web', { conversation: { id: 'c' }, from: { id: 'dl_alex' } }, 'dl_alex'],
  ])('of %s is ours as %s', (channelId, channel, fields, address) => {
    const inbound = read({ channelId, ...fields });
    expect(inbound).toMatchObject({ channel, address });
    expect(JSON.parse(inbound?.reference ?? '{}')).toMatchObject({ channelId });
  });

  test.each(['kik', 'toString', '__proto__', 'MSTEAMS'])('of the unknown channel %s is none', (channelId) => {
    expect(read({ channelId })).toBeNull();
  });

  test('of a web page that chose its own user id is believed only as its conversation', () => {
    const web = { channelId: 'webchat', conversation: { id: 'c-1' }, from: { id: 'sam' } };
    expect(read(web)?.address).toBe('c-1');
    expect(read(web, false)?.address).toBe('sam');
    expect(read({ ...web, channelId: 'emulator' })?.address).toBe('c-1');
  });

  test('of the bot itself is none', () => {
    expect(read({ from: { id: '28:bot' } })).toBeNull();
  });
});

describe('a message that others read too', () => {
  test.each([
    ['a group chat', { conversation: { id: '19:g', conversationType: 'groupChat' } }],
    ['a channel', { conversation: { id: '19:c', conversationType: 'channel' } }],
    ['a group that only says so', { conversation: { id: '19:c', isGroup: true } }],
    ['a group that claims both', { conversation: { id: '19:c', conversationType: 'personal', isGroup: true } }],
    ['a Slack channel', { channelId: 'slack', conversation: { id: 'B1:T1:C1' } }],
    ['a private Slack channel', { channelId: 'slack', conversation: { id: 'B1:T1:G1' } }],
  ])('in %s is read, and brings no reference', (_where, fields) => {
    const inbound = read({ ...fields, text: '<at>Coach</at> I want to die', entities: mention('<at>Coach</at>') });
    expect(inbound).toMatchObject({ address: '29:alex', text: 'I want to die' });
    expect(inbound).not.toHaveProperty('reference');
  });
});

/** Milliseconds that reading takes. */
function took(fields: Readonly<Record<string, unknown>>): number {
  const started = performance.now();
  read(fields);
  return performance.now() - started;
}

describe('a hostile activity', () => {
  const spaces = ' '.repeat(100_000);
  const lists = Array.from({ length: 60_000 }, () => 1);

  test.each([
    ['2,000 mentions over 100,000 spaces', { text: spaces, entities: Array(2_000).fill(mention(' ')[0]) }],
    [
      '2,000 different mentions',
      { text: 'a'.repeat(100_000), entities: Array.from({ length: 2_000 }, (_, at) => mention('a'.repeat(at + 1))[0]) },
    ],
    ['60,000 members that are none', { text: 'hi', membersAdded: lists }],
    ['60,000 entities that are none', { text: 'hi', entities: lists }],
    ['tags that never end', { text: '<a'.repeat(125_000), textFormat: 'html' }],
  ])('with %s is read quickly', (_what, fields) => {
    expect(Math.min(took(fields), took(fields), took(fields))).toBeLessThan(150);
  });

  test('does not lose what was written among its mentions', () => {
    const entities = Array.from({ length: 2_000 }, (_, at) => mention('a'.repeat(at + 1))[0]);
    expect(read({ text: `${spaces}I want to die${spaces}`, entities })?.text).toContain('to die');
  });
});

describe('the text of a message', () => {
  test.each([
    ['without the bot’s mention', { text: '<at>Coach</at> menu', entities: mention('<at>Coach</at>') }, 'menu'],
    [
      'with a mention of others',
      { text: 'tell <at>Sam</at>', entities: mention('<at>Sam</at>', '29:sam') },
      'tell Sam',
    ],
    ['as it was typed', { text: 'I <3 you & 1 < 2' }, 'I <3 you & 1 < 2'],
    ['without entities', { text: 'I&nbsp;&lt;3 you &amp; me&#39;s' }, "I <3 you & me's"],
    ['not decoded twice', { text: '&amp;lt;' }, '&lt;'],
    [
      'without HTML, words kept apart',
      { textFormat: 'xml', text: '<p>I want to <b>die</b></p><p>now</p>' },
      'I want to die\n\nnow',
    ],
    ['that is none', { text: null }, ''],
    ['of a card’s submit', { text: undefined, value: { say: 'So-so' } }, 'So-so'],
    ['of a button that posts back a string', { text: '', value: 'So-so' }, 'So-so'],
    ['of a submit that was written over', { text: 'no, help me', value: { say: 'So-so' } }, 'no, help me'],
    ['of another’s card', { text: undefined, value: { other: 1 } }, ''],
    ['of a card’s execute', execute({ say: 'Good' }), 'Good'],
  ])('is read %s', (_how, fields, text) => {
    expect(read(fields)).toMatchObject({ text, unreadable: false });
  });

  test('is not there where only a photo is', () => {
    expect(read({ text: '', attachments: [photo] })).toMatchObject({ text: '', unreadable: true });
    expect(read({ text: '', attachments: [{ ...htmlCopy, content: '<p><img src="x"></p>' }] })).toMatchObject({
      text: '',
      unreadable: true,
    });
    const mentioned = { text: '<at>C</at>', entities: mention('<at>C</at>') };
    const copy = { ...htmlCopy, content: '<p><span itemtype="http://schema.skype.com/Mention">C</span></p>' };
    expect(read({ ...mentioned, attachments: [copy, photo] })).toMatchObject({ text: '', unreadable: true });
  });

  test('is there beside the HTML copy that Teams adds, and beside a photo', () => {
    expect(read({ text: 'hi', attachments: [htmlCopy] })).toMatchObject({ text: 'hi', unreadable: false });
    expect(read({ text: 'look', attachments: [photo] })).toMatchObject({ text: 'look', unreadable: false });
    const copy = { ...htmlCopy, content: '<p><span itemtype="http://schema.skype.com/Mention">C</span></p>' };
    expect(read({ text: '<at>C</at>', entities: mention('<at>C</at>'), attachments: [copy] })).toMatchObject({
      text: '',
      unreadable: false,
    });
  });
});

const crisis = 'I want to die';

describe('words that stand somewhere else', () => {
  const html = (content: string) => ({ text: '', attachments: [{ contentType: 'text/html', content }] });
  test.each([
    ['only in the HTML copy', html(`<p>${crisis}</p>`)],
    ['only in the HTML copy, beside a photo', { ...html(`<p>${crisis}</p>`), text: null }],
    ['in the HTML copy of a mark', { ...html(`<p>${crisis}</p>`), text: '\ufffc' }],
    [
      'in a text attachment',
      { text: '', attachments: [{ contentType: 'text/plain; charset=utf-8', content: crisis }] },
    ],
    ['in a field of a card', { text: undefined, value: { verb: 'submit', note: crisis } }],
    ['in a field of a card’s execute', execute({ verb: 'submit', form: { note: crisis } })],
    ['beside a quoted reply in HTML', html(`<blockquote itemscope><p>how are you</p></blockquote><p>${crisis}</p>`)],
  ])('are read %s', (_where, fields) => {
    expect(read(fields)).toMatchObject({ text: crisis, unreadable: false });
  });
  test('are not what a card carries for its bot', () => {
    expect(read(execute({ type: 'menu', id: 'a b' }))).toBeNull();
  });
});

describe('something odd beside a text', () => {
  const long = 'x'.repeat(2_000);
  test.each([
    ['no attachment among the attachments', { attachments: [null] }],
    ['attachments that are no list', { attachments: { contentType: 1 } }],
    ['an attachment of no type', { attachments: [{ contentType: 5 }, 'x', photo] }],
    ['a group that is a word', { conversation: { id: 'a:q', isGroup: 'false' } }],
    ['a conversation that is an id', { conversation: 'a:q' }],
    ['no conversation', { conversation: null }],
    ['an id of 2,000 characters', { id: long }],
    ['a sender of 2,000 characters', { from: { id: long } }],
    ['a conversation of 2,000 characters', { conversation: { id: long, conversationType: 'personal' } }],
    [
      'a tenant of 2,000 characters',
      { conversation: { id: 'c', tenantId: long }, channelData: { tenant: { id: long } } },
    ],
    ['a tenant that is none', { channelData: { tenant: 'x' } }],
    ['a name of 2,000 characters', { name: long, action: long }],
    ['a sender that is an id', { from: '29:alex' }],
    ['a number as its format', { textFormat: 7 }],
    ['entities that are none', { entities: { a: 1 } }],
    ['a mention of nobody', { entities: [{ type: 'mention', text: '<at>C</at>', mentioned: null }, null] }],
    ['members that are none', { membersAdded: 'x' }],
    ['no recipient', { recipient: 5 }],
    ['no type', { type: undefined }],
    ['a type in capitals', { type: 'Message' }],
    ['ids that are numbers', { id: 5, from: { id: 7 }, conversation: { id: 9 } }],
  ])('does not cost it: %s', (_what, fields) => {
    expect(read({ text: crisis, ...fields })).toMatchObject({ channel: 'teams', text: crisis, unreadable: false });
  });
  test('is not in the way of its copy: a text that is no text', () => {
    const attachments = [{ contentType: 'text/html', content: `<p>${crisis}</p>` }];
    for (const text of [{ a: 1 }, [1], true]) expect(read({ text, attachments })).toMatchObject({ text: crisis });
    expect(read({ text: 7 })).toMatchObject({ text: '7' });
    expect(read({ text: [crisis] })).toMatchObject({ text: crisis });
  });
  test('tells two long ids apart', () => {
    expect(read({ from: { id: `${long}a` } })?.address).not.toBe(read({ from: { id: `${long}b` } })?.address);
  });
  test('keeps an answer to itself where others may read it', () => {
    for (const isGroup of ['true', 1, 'yes', {}])
      expect(read({ conversation: { id: 'c', isGroup }, text: crisis })).not.toHaveProperty('reference');
    expect(read({ conversation: { id: 'c', conversationType: 5 }, text: crisis })).not.toHaveProperty('reference');
    expect(read({ conversation: { id: 'c', isGroup: 'false' }, text: crisis })).toHaveProperty('reference');
  });
});

describe('who wrote', () => {
  const personal = { id: 'a:q', conversationType: 'personal' };
  test('is whom the directory names, where the channel gives no id', () => {
    expect(read({ from: { aadObjectId: 'g' }, text: crisis })).toMatchObject({ address: 'aad|g', text: crisis });
  });
  test('is who has a personal conversation, where nobody is named', () => {
    for (const from of [undefined, {}, { id: '' }, { name: 'A' }, 7])
      expect(read({ from, conversation: personal, text: crisis })).toMatchObject({ address: 'a:q', text: crisis });
  });
  test('is nobody where many may write', () => {
    const group = { id: '19:g', conversationType: 'groupChat' };
    expect(inboundOf({ from: {}, conversation: group, text: crisis })).toBe('nobody');
    expect(inboundOf({ from: undefined, conversation: undefined, text: crisis })).toBe('nobody');
  });
});

test('a changed message brings what it says now', () => {
  const edit = { type: 'messageUpdate', text: crisis, channelData: { eventType: 'editMessage' } };
  expect(read(edit)).toMatchObject({ text: crisis, edited: true });
  expect(read({ text: crisis })).not.toHaveProperty('edited');
});

describe('an arrival', () => {
  const added = { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: '29:alex' }, { id: '28:bot' }] };
  const installed = { type: 'installationUpdate', text: undefined, action: 'add' };

  test.each([added, installed])('is the bot’s being added or installed', (activity) => {
    const arrived = { address: '29:alex', text: '', arrived: true, reference: expect.any(String) };
    expect(read(activity)).toMatchObject(arrived);
    expect(read(activity)).not.toHaveProperty('left');
  });
  test.each([
    { ...installed, action: 'remove' },
    { ...added, membersAdded: [], membersRemoved: [{ id: '28:bot' }] },
  ])('ends with the bot’s removal', (activity) => {
    expect(read(activity)).toMatchObject({ address: '29:alex', text: '', left: true });
    expect(read(activity)).not.toHaveProperty('arrived');
  });
  test('is not a person’s being added, nor one in a group', () => {
    expect(read({ ...added, membersAdded: [{ id: '29:sam' }] })).toBeNull();
    expect(read({ ...installed, conversation: { id: '19:g', conversationType: 'groupChat' } })).toBeNull();
  });
});

test.each(['typing', 'messageReaction', 'endOfConversation', 'event', 'invoke', 'messageDelete'])(
  'a %s is nothing that was written',
  (type) => {
    expect(read({ type, text: 'menu' })).toBeNull();
  },
);
test('an execute of a card that is not ours is nothing that was written', () => {
  expect(read(execute({ other: 1 }))).toBeNull();
});
