import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createSlackClient } from '../../../src/adapters/slack/client.ts';
import { createSlackNotices } from '../../../src/adapters/slack/notice.ts';
import { aClaimedNotice, aNotice, patient } from '../../support/notices.ts';
import { labelsOf, wordsOf } from '../../support/slack-service.ts';
import { aSlack, type SlackStub, slackToken } from '../../support/slack-stub.ts';

let slack: SlackStub;
beforeAll(async () => {
  slack = await aSlack();
});
beforeEach(() => slack.forget());
afterAll(() => slack.close());

const aChannel = () => createSlackNotices(createSlackClient({ botToken: slackToken, apiUrl: slack.url }));

test('is a direct message with the envelope, a link and two buttons, and its first line on a locked phone', async () => {
  const outcome = await aChannel().send({ address: 'U1' }, aNotice(), patient());
  expect(outcome).toEqual({ ok: true, handle: expect.stringMatching(/^U1:1700000000\.\d+$/) });
  const [message] = slack.of('chat.postMessage');
  expect(message).toMatchObject({ channel: 'U1', text: 'URGENT: case C-017', unfurl_links: 'false' });
  expect(wordsOf(message).trim()).toBe(
    '*URGENT: case C-017*\nIt has waited 3 minutes.\n<https://coach.example.org/console/cases/alert-1|Open the case>',
  );
  expect(labelsOf(message)).toEqual(['I am looking', 'I take it']);
  expect(slack.mistakes).toEqual([]);
});

test('goes to the conversation that the person wrote from', async () => {
  await aChannel().send({ address: 'U1', reference: 'D7' }, aNotice(), patient());
  expect(slack.of('chat.postMessage')[0]).toMatchObject({ channel: 'D7' });
});

test('shows who has the case in the place where it stood, with nothing left to tap', async () => {
  const channel = aChannel();
  const sent = await channel.send({ address: 'U1', reference: 'D7' }, aNotice(), patient());
  const handle = sent.ok ? (sent.handle ?? '') : '';
  expect(await channel.update?.({ address: 'U1' }, handle, aClaimedNotice(), patient())).toEqual({ ok: true });
  const [updated] = slack.of('chat.update');
  expect(updated).toMatchObject({ channel: 'D7', ts: handle.split(':')[1] });
  expect(wordsOf(updated)).toContain('Lee has taken it.');
  expect(labelsOf(updated)).toEqual([]);
});

test('says by a code why it was not taken, and ends the way where the app or the person is gone', async () => {
  slack.next(
    'chat.postMessage',
    { error: 'token_revoked' },
    { error: 'user_not_found' },
    { error: 'internal_error' },
    { limited: 3 },
    'hang',
  );
  const outcomes = [];
  for (let count = 0; count < 5; count += 1)
    outcomes.push(
      await aChannel().send({ address: 'U1' }, aNotice(), count < 4 ? patient() : AbortSignal.timeout(200)),
    );
  expect(outcomes).toMatchObject([
    { ok: false, code: 'SLACK_token_revoked', permanent: true },
    { ok: false, code: 'SLACK_user_not_found', permanent: true },
    { ok: false, code: 'SLACK_internal_error' },
    { ok: false, code: 'HTTP_429' },
    { ok: false, code: 'TIMEOUT' },
  ]);
});
