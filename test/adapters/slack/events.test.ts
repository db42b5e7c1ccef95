import { describe, expect, test } from '@jest/globals';
import { aMessage, user, useSlackService, wordsOf } from '../../support/slack-service.ts';
import { slackBot } from '../../support/slack-stub.ts';

const { aService, slack } = useSlackService();
const posts = () => slack().of('chat.postMessage');
const crisis = 'I want to kill myself tonight';
const edit = (text: string, before: string | undefined, more: object = {}) =>
  aMessage({
    ...{ subtype: 'message_changed', user: undefined, text: undefined },
    message: { type: 'message', user: user(), text, ...more },
    previous_message: { type: 'message', user: user(), text: before },
  });

test('the address is verified by its challenge', async () => {
  const { event } = await aService();
  const answer = await event({ token: 'x', type: 'url_verification', challenge: '3eZbrw1aB' });
  expect(answer).toEqual({ status: 200, text: '{"challenge":"3eZbrw1aB"}' });
});

test('what Slack did not sign just now is refused with nothing, and leaves no trace', async () => {
  const { event, spool, allSaid } = await aService();
  const forged = [
    { 'x-slack-signature': 'v0=00' },
    { 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000) - 301) },
    { 'x-slack-request-timestamp': '' },
  ];
  for (const headers of forged)
    expect(await event(aMessage({ text: `${crisis} canary` }), headers)).toEqual({ status: 401, text: '' });
  expect([posts(), await spool.entries()]).toEqual([[], []]);
  expect(allSaid()).toContain('SIGNATURE');
  expect(allSaid()).not.toContain('canary');
});

describe('a message that is heard', () => {
  test.each([
    ['with a file beside it', { subtype: 'file_share', files: [{ id: 'F1' }], text: crisis }],
    ['said of oneself', { subtype: 'me_message', text: crisis }],
    ['of a kind that nobody knows yet', { subtype: 'brand_new', text: crisis }],
    ['in a thread', { thread_ts: '17.0', text: crisis }],
    ['with a mention and entities', { text: `<@${slackBot}> I &amp; mine: I want to&nbsp;die, ${crisis}` }],
    ['behind a link', { text: '<https://example.com|I want to kill myself tonight>' }],
    ['in blocks', { text: '', blocks: richText('I want to ', 'kill myself tonight') }],
    ['in a forwarded message', { text: '', attachments: [{ is_share: true, text: crisis }] }],
    ['in a long text that became a snippet', { text: '', files: [{ mode: 'snippet', preview: crisis }] }],
    ['in a clip', { text: '', files: [{ transcription: { preview: { content: crisis } } }] }],
    ['beside fields that are odd', { text: crisis, user_team: 7, files: 'x', blocks: 7, subtype: {}, ts: [] }],
    ['that does not say who wrote it', { user: undefined, text: crisis }],
    ['whose kind of channel is only to be read from its id', { channel_type: undefined, text: crisis }],
    ['as a number', { text: 988 }],
  ])('%s', async (_what, fields) => {
    const { event, alerts } = await aService();
    expect((await event(aMessage(fields))).status).toBe(200);
    expect(posts().length).toBeGreaterThan(0);
    if (fields.text !== 988) expect(await alerts()).toMatchObject([{ level: 'emergency' }]);
  });
});

function richText(...texts: string[]) {
  const elements = texts.map((text) => ({ type: 'text', text, style: { bold: true } }));
  return [{ type: 'rich_text', block_id: 'I want to die', elements: [{ type: 'rich_text_section', elements }] }];
}

test('a message that was changed to a crisis is answered and pages', async () => {
  const { event, write, alerts } = await aService();
  await write('hello');
  await event(edit(crisis, 'hello'));
  expect(posts().map(wordsOf).join()).toContain('988');
  expect(await alerts()).toMatchObject([{ level: 'emergency' }]);
});

describe('what nobody wrote to the coach', () => {
  test.each<[string, () => object]>([
    ['a message in a channel', () => aMessage({ channel: 'C1', channel_type: 'channel', text: crisis })],
    ['a message of a group', () => aMessage({ channel: 'G1', channel_type: 'mpim', text: crisis })],
    ['a bot’s message', () => aMessage({ subtype: 'bot_message', bot_id: 'B1', text: crisis })],
    ['our own message', () => aMessage({ user: slackBot, bot_id: 'B1', text: crisis })],
    ['our own message without a bot id', () => aMessage({ user: slackBot, text: crisis })],
    ['Slackbot’s message', () => aMessage({ user: 'USLACKBOT', text: crisis })],
    ['a deletion', () => aMessage({ subtype: 'message_deleted', deleted_ts: '1', previous_message: { text: crisis } })],
    ['a link that was looked up', () => edit(crisis, crisis)],
    ['our own message that was changed', () => edit(crisis, 'x', { user: slackBot, bot_id: 'B1' })],
    ['another event', () => aMessage({ type: 'reaction_added' })],
    ['an event that is none', () => ({ type: 'event_callback', team_id: 'T01', event: 7 })],
  ])('%s is answered with 200 and nothing', async (_what, posted) => {
    const { event, alerts, store } = await aService();
    const before = await store.count('couple');
    expect(await event(posted())).toEqual({ status: 200, text: '' });
    expect([posts(), await alerts(), await store.count('couple')]).toEqual([[], [], before]);
  });
});

test('a message of nobody, from nowhere, is refused with a line that says nothing of it', async () => {
  const { event, allSaid } = await aService();
  const posted = aMessage({ user: undefined, channel: undefined, text: `${crisis} canary` });
  expect((await event(posted)).status).toBe(400);
  expect(allSaid()).toContain('slack.nobody');
  expect(allSaid()).not.toContain('canary');
});

test('files alone are told to be unreadable', async () => {
  const { write, app } = await aService();
  const spec = { language: 'en', zone: 'UTC', privatePhone: true, checkIn: null } as const;
  const a = { ...spec, name: 'Ana', channel: 'slack', address: user() } as const;
  await app.enrol({ caseCode: `C-${user()}`, relationship: 'romantic', a, b: null });
  await write('', { subtype: 'file_share', files: [{ id: 'F1', mimetype: 'image/png' }] });
  expect(posts().map(wordsOf).join()).toMatch(/safe/i);
});

describe('another workspace', () => {
  test.each([
    ['by its team', {}, { team_id: 'T99' }],
    ['by its organisation', {}, { team_id: undefined, enterprise_id: 'E99' }],
    ['by its writer', { user_team: 'T99' }, {}],
    ['by the source of a shared conversation', { source_team: 'T99' }, {}],
  ])('is refused %s', async (_what, fields, envelope) => {
    for (const options of [{}, { teamId: 'T01' }]) {
      const { event, alerts, allSaid } = await aService(options);
      expect(await event(aMessage({ text: crisis, ...fields }, envelope))).toEqual({ status: 403, text: '' });
      expect([posts(), await alerts()]).toEqual([[], []]);
      expect(allSaid()).toContain('TEAM');
    }
  });
  test('cannot be told where Slack is away: a signed message is heard', async () => {
    slack().next('auth.test', { status: 500 });
    const { write } = await aService({ fresh: 'away' });
    expect((await write(crisis)).status).toBe(200);
    expect(posts().map(wordsOf).join()).toContain('988');
  });
  test('is asked of Slack once', async () => {
    const asked: string[] = [];
    const { write } = await aService({ fresh: 'asked' });
    slack().onCall(({ method }) => void asked.push(method));
    for (const text of ['hello', 'hello again', 'menu']) await write(text);
    expect(asked.filter((method) => method === 'auth.test')).toHaveLength(1);
  });
});

test('what cannot be kept is answered with 503, so that Slack sends it again', async () => {
  const world = await aService();
  world.store.gone = true;
  world.spool.broken = true;
  expect((await world.write('canary')).status).toBe(503);
  expect(world.allSaid()).not.toContain('canary');
});

test.each(['app_uninstalled', 'tokens_revoked'])('%s tells the operator that the token is gone', async (type) => {
  const { event, tokens } = await aService();
  expect((await event(aMessage({ type, tokens: { bot: [slackBot] } }))).status).toBe(200);
  expect(tokens).toEqual([false]);
});

describe('a workspace that took the app out', () => {
  test('ends an address with its next message, and of a crisis a human hears', async () => {
    const { write, app, alerts, tokens, store } = await aService({ fresh: 'revoked' });
    const spec = { language: 'en', zone: 'UTC', privatePhone: true, checkIn: null } as const;
    const a = { ...spec, name: 'Ana', channel: 'slack', address: user() } as const;
    await app.enrol({ caseCode: `C-${user()}`, relationship: 'romantic', a, b: null });
    await write('menu');
    slack().revoke();
    await write(crisis);
    expect(tokens).toContain(false);
    const told = JSON.stringify(await alerts());
    expect(told).toMatch(/"level":"emergency"/);
    expect(told).toContain('SLACK_token_revoked');
    expect(store.gone).toBe(false);
  });
});
