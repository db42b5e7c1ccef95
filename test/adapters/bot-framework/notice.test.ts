import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createBotFramework } from '../../../src/adapters/bot-framework/bot-framework.ts';
import { noticeCard } from '../../../src/adapters/bot-framework/notice-card.ts';
import { keptLog } from '../../support/app.ts';
import { aConnector, type Connector } from '../../support/bot-authority.ts';
import { aClaimedNotice, aNotice, patient } from '../../support/notices.ts';

let connector: Connector;
beforeEach(async () => {
  connector = await aConnector();
});
afterEach(() => connector.close());

const lee = () => ({
  address: '29:lee',
  reference: JSON.stringify({
    ...{ channelId: 'msteams', serviceUrl: connector.url, conversation: 'a:lee', bot: '28:bot', tenant: 'tenant-1' },
  }),
});

const contentOf = (arrived: Connector['arrived'][number] | undefined): object | undefined =>
  (arrived?.activity['attachments'] as { content: object }[] | undefined)?.[0]?.content;

const aChannel = () => createBotFramework({}, keptLog()).notices;

test('is a card of Adaptive Cards 1.5 in the person’s own chat, whose acts fall back to Action.Submit', async () => {
  connector.answers.push({ status: 201, body: { id: 'activity-7' } });
  expect(await aChannel().send(lee(), aNotice(), patient())).toEqual({ ok: true, handle: 'activity-7' });
  const [arrived] = connector.arrived;
  expect(arrived?.path).toBe('/v3/conversations/a%3Alee/activities');
  expect(arrived?.activity).toMatchObject({ summary: 'URGENT: case C-017', recipient: { id: '29:lee' } });
  expect(contentOf(arrived)).toMatchObject({
    version: '1.5',
    actions: [
      {
        ...{ type: 'Action.Execute', verb: 'notice', title: 'I am looking', data: { notice: 'token-ack' } },
        fallback: { type: 'Action.Submit', title: 'I am looking', data: { notice: 'token-ack' } },
      },
      { type: 'Action.Execute', title: 'I take it', data: { notice: 'token-claim' } },
      { type: 'Action.OpenUrl', url: 'https://coach.example.org/console/cases/alert-1' },
    ],
  });
});

test('reads its words as they are, without Markdown, and says them where no card is shown', () => {
  const card = noticeCard(aNotice({ text: '**Lee** [has](x) it' })) as {
    body: { type: string }[];
    fallbackText: string;
  };
  expect(card.body.every(({ type }) => type === 'RichTextBlock')).toBe(true);
  expect(card.fallbackText).toContain('URGENT: case C-017\n\n**Lee** [has](x) it');
});

test('is updated in its place, with nothing left to act', async () => {
  expect(await aChannel().update?.(lee(), 'activity-7', aClaimedNotice(), patient())).toEqual({ ok: true });
  const [arrived] = connector.arrived;
  expect(arrived?.path).toBe('/v3/conversations/a%3Alee/activities/activity-7');
  const text = JSON.stringify(arrived?.activity);
  expect(text).toContain('Lee has taken it.');
  expect(text).not.toContain('Action.Execute');
});

test('says by a code why it was not taken, and ends the way of whoever took the app away; who has not opened it yet still may', async () => {
  connector.answers.push(
    { status: 403, body: { error: { code: 'ConversationBlockedByUser' } } },
    { status: 502, body: {} },
    { status: 429, headers: { 'retry-after': '4' }, body: {} },
    { status: 200, silent: true },
  );
  const channel = aChannel();
  const outcomes = [];
  for (let count = 0; count < 4; count += 1)
    outcomes.push(await channel.send(lee(), aNotice(), count < 3 ? patient() : AbortSignal.timeout(200)));
  expect(outcomes).toMatchObject([
    { ok: false, code: 'HTTP_403_ConversationBlockedByUser', permanent: true },
    { ok: false, code: 'HTTP_502' },
    { ok: false, code: 'HTTP_429' },
    { ok: false, code: 'TIMEOUT' },
  ]);
  expect(await channel.send({ address: '29:lee' }, aNotice(), patient())).toEqual({
    ...{ ok: false, code: 'REFERENCE_UNKNOWN' },
  });
});
