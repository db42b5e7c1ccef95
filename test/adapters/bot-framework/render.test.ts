import { describe, expect, test } from '@jest/globals';
import { answeredCard } from '../../../src/adapters/bot-framework/card.ts';
import { activitiesOf } from '../../../src/adapters/bot-framework/render.ts';
import { mrkdwnOf } from '../../../src/adapters/messaging/mrkdwn.ts';
import type { Rendered } from '../../../src/ports/channel.ts';
import { written } from '../../support/written.ts';

const message: Rendered = {
  key: 'check-in.mood',
  ...written('How was *today* <together>?\n\n1. Good\n_So_-so & [hard](x)'),
  buttons: [],
  labels: [],
  counselor: null,
  language: 'en',
};
const buttons = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `L${n}`, value: `v${n}` }));
const render = (
  channelId: string,
  fields: Partial<Rendered> = {},
  lane: 'reply' | 'crisis' = 'reply',
): Record<string, unknown> => ({ ...renderAll(channelId, fields, lane)[0] });
const renderAll = (channelId: string, fields: Partial<Rendered>, lane: 'reply' | 'crisis' = 'reply') =>
  activitiesOf(
    { address: '29:alex', message: { ...message, ...fields }, effect: 'e', lane, at: 0 },
    { channelId, serviceUrl: 'https://x.test', conversation: 'c-1', bot: '28:bot', tenant: 'tenant-1' },
  );
const cardIn = (fields: Partial<Rendered>, lane: 'reply' | 'crisis' = 'reply') => {
  const [{ content }] = render('msteams', fields, lane)['attachments'] as [{ content: { body: object[] } }];
  return content;
};

describe('a message on its way to a Bot Framework channel', () => {
  test('is addressed by the reference and answers no activity', () => {
    const activity = render('msteams');
    expect(activity).toMatchObject({
      type: 'message',
      channelId: 'msteams',
      from: { id: '28:bot' },
      recipient: { id: '29:alex' },
      conversation: { id: 'c-1', tenantId: 'tenant-1' },
    });
    expect(activity).not.toHaveProperty('replyToId');
  });

  test('without buttons is plain text, letter for letter', () => {
    expect(render('msteams')).toMatchObject({ text: message.text, textFormat: 'plain', locale: 'en' });
    expect(render('msteams')).not.toHaveProperty('attachments');
    expect(render('webchat')).not.toHaveProperty('suggestedActions');
  });

  test('with buttons is an Adaptive Card 1.5 in Teams, whose words no Markdown changes', () => {
    const activity = render('msteams', { buttons: buttons(2) });
    const [{ contentType, content }] = activity['attachments'] as [{ contentType: string; content: object }];
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive');
    const action = (label: string) => ({
      type: 'Action.Execute',
      title: label,
      verb: 'say',
      data: { say: label, was: message.text, calls: [] },
      fallback: { type: 'Action.Submit', title: label, data: { say: label } },
    });
    const line = (text: string) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] });
    expect(content).toMatchObject({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [
        line('How was *today* <together>?'),
        line('1. Good'),
        line('_So_-so & [hard](x)'),
        { type: 'ActionSet', actions: [action('L0'), action('L1')] },
      ],
    });
    // A notification of the card would show the words on a locked phone.
    expect(activity).not.toHaveProperty('text');
    expect(activity).toMatchObject({ summary: 'Side by Side' });
    expect(content).toMatchObject({ fallbackText: `${message.text}\n\nL0\n\nL1` });
  });

  test('with eleven buttons shows them all: a set of Teams holds six', () => {
    const [{ content }] = render('msteams', { buttons: buttons(11) })['attachments'] as [
      { content: { body: object[] } },
    ];
    const sets = content.body.filter((each) => 'actions' in each) as unknown as { actions: { title: string }[] }[];
    expect(sets.map(({ actions }) => actions.length)).toEqual([6, 5]);
    expect(sets.flatMap(({ actions }) => actions.map(({ title }) => title))).toEqual(
      buttons(11).map(({ label }) => label),
    );
  });

  test.each(['webchat', 'directline', 'emulator'])('with buttons is text with suggested actions on %s', (channelId) => {
    const activity = render(channelId, { buttons: buttons(2) });
    expect(activity).toMatchObject({
      text: message.text,
      suggestedActions: {
        actions: [
          { type: 'imBack', title: 'L0', value: 'L0' },
          { type: 'imBack', title: 'L1', value: 'L1' },
        ],
      },
    });
    expect(activity).not.toHaveProperty('attachments');
  });

  test('with buttons is a message of Slack’s own there: a button names its question, and five stand in a row', () => {
    const activity = render('slack', { buttons: buttons(6), question: 'turn-1.2' });
    expect(activity).not.toHaveProperty('text');
    expect(activity).not.toHaveProperty('suggestedActions');
    const button = (label: string) => ({ type: 'button', name: 'turn-1.2', text: label, value: label });
    expect(activity['channelData']).toEqual({
      text: mrkdwnOf(message.body),
      mrkdwn: true,
      attachments: [
        { callback_id: 'row-0', fallback: 'L0, L1, L2, L3, L4', actions: ['L0', 'L1', 'L2', 'L3', 'L4'].map(button) },
        { callback_id: 'row-1', fallback: 'L5', actions: [button('L5')] },
      ],
    });
  });

  test.each(['webchat', 'directline', 'emulator'])('has buttons that bring their question on %s', (channelId) => {
    expect(render(channelId, { buttons: buttons(1), question: 'turn-1.2' })).toMatchObject({
      suggestedActions: { actions: [{ type: 'messageBack', value: { say: 'L0', question: 'turn-1.2' } }] },
    });
  });

  test('has its crisis lines and addresses as links in Teams, once each, and is plain text elsewhere', () => {
    const text = 'Call 911 now.\nOr 988, or 1-800-799-7233. Text HOME to 741741. 911 is free: https://x.test/a_(b).';
    const lines = written(text, ['911', '988', '1-800-799-7233']);
    const numbers = ['[911](tel:911)', '[988](tel:988)', '[1-800-799-7233](tel:+18007997233)'];
    const address = '[https://x.test/a\\_(b)](https://x.test/a_%28b%29)';
    expect(cardIn(lines)).toMatchObject({ fallbackText: text });
    expect(cardIn(lines).body).toMatchObject([
      { type: 'RichTextBlock' },
      { type: 'RichTextBlock' },
      { type: 'TextBlock', text: [...numbers, address].join(' · ') },
    ]);
    for (const channelId of ['webchat', 'sms'])
      expect(render(channelId, lines, 'crisis')).toMatchObject({ text, textFormat: 'plain' });
    expect(render('msteams', written(text.slice(4, 8)))).not.toHaveProperty('attachments');
  });

  test('that is a crisis text has a look of its own in Teams: a first line that stands out, and a large row on its ground for each line to call', () => {
    const text = 'You did well to say it.\nCall 911 now, or 988.';
    const card = cardIn({ ...written(text, ['911', '988']), buttons: buttons(1) }, 'crisis');
    expect(card).toMatchObject({ fallbackText: `${text}\n\nL0` });
    expect(card.body).toMatchObject([
      { inlines: [{ text: 'You did well to say it.', weight: 'Bolder', color: 'Attention' }] },
      { inlines: [{ type: 'TextRun', text: 'Call 911 now, or 988.' }] },
      {
        ...{ type: 'Container', style: 'attention', bleed: true },
        items: [
          { type: 'TextBlock', size: 'Large', text: '[911](tel:911)' },
          { type: 'TextBlock', size: 'Large', text: '[988](tel:988)' },
        ],
      },
      { type: 'ActionSet', actions: [{ data: { say: 'L0', isCrisis: true } }] },
    ]);
    expect(cardIn({ ...written('A question of it.'), buttons: buttons(1) }, 'crisis').body).toMatchObject([
      { inlines: [{ text: 'A question of it.', weight: 'Bolder' }] },
      { type: 'ActionSet' },
    ]);
    expect(JSON.stringify(cardIn({ buttons: buttons(1) }))).not.toMatch(/attention|isCrisis|Large/i);
    expect(answeredCard(text, 'No', ['911', '988'], true)).toMatchObject({
      body: [{}, {}, { style: 'attention' }, { inlines: [{ text: '✓ No' }] }],
    });
    expect(JSON.stringify(answeredCard(text, 'No', ['911', '988']))).not.toMatch(/attention/i);
  });

  test('is on Slack a message of its own kind without buttons too, with markup of ours alone', () => {
    const lines = written('Call 988 & <breathe>: *now*.', ['988']);
    expect(render('slack', lines)).not.toHaveProperty('text');
    expect(render('slack', lines)['channelData']).toEqual({ text: mrkdwnOf(lines.body), mrkdwn: true });
    expect(mrkdwnOf(lines.body)).toMatch(/<tel:988\|988> &amp; &lt;breathe&gt;/);
  });

  test('is cut at sentence ends into texts of 1,600 characters on sms, and nowhere else', () => {
    const text = 'A sentence of some words. '.repeat(130).trim();
    const texts = renderAll('sms', written(text)).map((activity) => activity.text ?? '');
    expect(texts).toHaveLength(3);
    expect(texts.every((each) => each.length <= 1_600 && each.endsWith('words.'))).toBe(true);
    expect(texts.join(' ')).toBe(text);
    for (const activity of renderAll('sms', written(text)))
      expect(activity).toMatchObject({ textFormat: 'plain', recipient: { id: '29:alex' } });
    for (const channelId of ['webchat', 'msteams', 'slack'])
      expect(renderAll(channelId, written(text))).toHaveLength(1);
  });

  test('of a counselor is the counselor’s words as text', () => {
    const words = { key: null, counselor: 'Dana', ...written('Dana, a counselor: I call you now.') };
    expect(render('msteams', words)).toMatchObject({ text: words.text, textFormat: 'plain' });
  });
});

test('a line of a card without emphasis is one run, whatever can be called in it', () => {
  const lines = written('Call 911 now, or 988.\nStay.', ['911', '988']);
  const [{ content }] = render('msteams', lines)['attachments'] as [{ content: { body: object[] } }];
  const runs = content.body.flatMap((block) => ('inlines' in block ? [block.inlines] : []));
  expect(runs).toEqual([[{ type: 'TextRun', text: 'Call 911 now, or 988.' }], [{ type: 'TextRun', text: 'Stay.' }]]);
});
