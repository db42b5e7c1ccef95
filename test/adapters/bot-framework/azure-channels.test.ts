import { describe, expect, test } from '@jest/globals';
import { createBotFramework } from '../../../src/adapters/bot-framework/bot-framework.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { keptLog } from '../../support/app.ts';
import { aConnector } from '../../support/bot-authority.ts';
import { useBotService } from '../../support/bot-service.ts';

const { aService, connector, closeLater } = useBotService();

type World = Awaited<ReturnType<typeof aService>>;
type Fields = Readonly<Record<string, unknown>>;

const number = '+15550188';
/** What Azure's SMS channel posts for a text: the numbers are who wrote and whom to. */
const bySms = (text: string, more: Fields = {}) => ({
  ...{ channelId: 'sms', from: { id: number }, recipient: { id: '+15550199' }, conversation: { id: 'sms-c' } },
  ...{ channelData: {}, text, ...more },
});
/** What its Slack channel posts for a direct message, words as Slack has them. */
const bySlack = (text: string | undefined, more: Fields = {}) => ({
  ...{ channelId: 'slack', from: { id: 'U1:T1', name: 'lee' }, recipient: { id: 'B1:T1', name: 'coach' } },
  ...{ conversation: { isGroup: false, id: 'B1:T1:D1' }, channelData: { SlackMessage: { event: {} }, ApiToken: 'x' } },
  ...{ text, ...more },
});

/** Kim on SMS and Lee on Slack, both by Azure Bot Service. */
async function aCouple(): Promise<World> {
  const world = await aService();
  const spec = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: '20:00' } as const;
  await world.app.enrol({
    caseCode: 'C-018',
    relationship: 'romantic',
    a: { ...spec, name: 'Kim', channel: 'sms', address: number },
    b: { ...spec, name: 'Lee', channel: 'slack', address: 'U1:T1' },
  });
  return world;
}

/** What arrived at a connector for a channel, since. */
const arrivedAt = (at: Awaited<ReturnType<typeof aConnector>>, channelId: string, since = 0) =>
  at.arrived.slice(since).filter(({ activity }) => activity['channelId'] === channelId);
const saidOn = (channelId: string, since = 0): readonly string[] =>
  arrivedAt(connector(), channelId, since).map(({ activity }) => wordsOf(activity));
const wordsOf = ({ text, channelData }: Fields): string =>
  String(text ?? (channelData as { text?: string } | undefined)?.text);

interface Native {
  readonly attachments: readonly { readonly actions: readonly { name: string; text: string; value: string }[] }[];
}
const buttonsOf = (activity: Fields | undefined) =>
  ((activity?.['channelData'] as Native | undefined)?.attachments ?? []).flatMap(({ actions }) => actions);

describe('a couple on SMS and Slack of Azure Bot Service', () => {
  test('is answered at one endpoint: plain texts with numbers there, Slack’s own message with buttons here', async () => {
    const { post } = await aCouple();
    expect((await post(bySms('checkin'))).status).toBe(200);
    expect((await post(bySlack('checkin'))).status).toBe(200);
    const texts = arrivedAt(connector(), 'sms').map(({ activity }) => activity);
    expect(texts.map(wordsOf).join('\n')).toMatch(/How was today together\? 1 Good 2 So-so 3 Hard/);
    for (const text of texts) {
      expect(Object.keys(text).sort()).toEqual(
        ['channelId', 'conversation', 'from', 'locale', 'recipient', 'text', 'textFormat', 'type'].sort(),
      );
      expect(text).toMatchObject({ from: { id: '+15550199' }, recipient: { id: number }, textFormat: 'plain' });
    }
    const asked = arrivedAt(connector(), 'slack').at(-1)?.activity;
    expect(asked).not.toHaveProperty('text');
    expect(buttonsOf(asked).map(({ text }) => text)).toEqual(['Good', 'So-so', 'Hard']);
    const paths = connector().arrived.map(({ path }) => path);
    expect(new Set(paths)).toEqual(
      new Set(['/v3/conversations/sms-c/activities', '/v3/conversations/B1%3AT1%3AD1/activities']),
    );
  });

  test('takes a number there and a button here for the same answer', async () => {
    const { post } = await aCouple();
    await post(bySms('checkin'));
    await post(bySms(' 3 '));
    await post(bySlack('checkin'));
    const hard = buttonsOf(arrivedAt(connector(), 'slack').at(-1)?.activity).find(({ value }) => value === 'Hard');
    await post(bySlack('Hard', { channelData: { Payload: { actions: [hard] } }, text: undefined }));
    for (const channelId of ['sms', 'slack']) expect(saidOn(channelId).at(-1)).toMatch(/urge to drink or use/);
  });

  test('says nothing of the one to the other, in a crisis either, and its lines are there on both', async () => {
    const { post, app } = await aCouple();
    await post(bySms('I want to kill myself'));
    expect(saidOn('sms').join('\n')).toContain('988');
    expect(saidOn('slack')).toEqual([]);
    const before = connector().arrived.length;
    await post(bySlack('<@B1> I don&amp;#39;t want to live &amp; I will kill myself tonight'));
    expect(saidOn('slack', before).join('\n')).toMatch(/<tel:988\|988>/);
    expect(saidOn('sms', before)).toEqual([]);
    expect((await app.alerts()).map(({ side }) => side).sort()).toEqual(['a', 'b']);
  });

  test.each(['<@B1> menu', '<@B1|coach> menu', ' menu ', 'menu&nbsp;'])(
    'hears what Slack puts around a word as the word: %p',
    async (text) => {
      const { post } = await aCouple();
      await post(bySlack(text));
      expect(saidOn('slack').join('\n')).toContain('What would you like to do');
    },
  );

  test('leaves STOP and START of SMS to the carrier’s own answer; a sentence that begins with one is heard', async () => {
    const { post, app } = await aCouple();
    await post(bySms('STOP he is hurting me'));
    expect(saidOn('sms').join('\n')).toContain('911');
    expect((await app.alerts()).length).toBe(1);
    const before = connector().arrived.length;
    await post(bySms('Stop'));
    await post(bySms('menu'));
    expect(saidOn('sms', before)).toEqual([]);
    const pages = (await app.alerts()).flatMap((alert) => alert.pages.map(({ reason }) => reason));
    expect(pages).toContain('opted-out');
    await post(bySlack('menu'));
    expect(saidOn('slack', before).length).toBeGreaterThan(0);
    const after = connector().arrived.length;
    await post(bySms('START'));
    // A case of violence is open: the phone stays dark until it is closed.
    await post(bySms('menu'));
    expect(saidOn('sms', after)).toEqual([]);
    for (const { id, tasks = [] } of await app.alerts()) {
      for (const { id: task } of tasks)
        await app.act(id, { type: 'task-done', by: 'Dana', task, outcome: 'not-needed' });
      await app.act(id, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    }
    await app.drained();
    await post(bySms('menu'));
    expect(saidOn('sms', after).join('\n')).toContain('Pick one: 1 Check-in');
  });

  test('is written to first after a restart, where each wrote last: never at an older service URL', async () => {
    const { post, parts, clock } = await aCouple();
    await post(bySms('menu'));
    await post(bySlack('menu'));
    const moved = await aConnector();
    closeLater(moved.close);
    await post({ ...bySms('menu'), serviceUrl: moved.url });
    await post({ ...bySlack('menu'), serviceUrl: moved.url });
    const before = [connector().arrived.length, moved.arrived.length] as const;
    expect(before[1]).toBeGreaterThan(1);
    const { channels } = createBotFramework({}, keptLog());
    const again = createApp({ ...parts, channels: new Map(channels.map((channel) => [channel.name, channel])) });
    const nudged = () =>
      new Set(moved.arrived.slice(before[1]).map(({ activity }) => String(activity['channelId']))).size;
    for (let due = 0; due < 10 && nudged() < 2; due += 1) {
      await clock.moveTo((await again.nextDue()) ?? clock.now());
      await again.runDue();
      await again.drained();
    }
    expect(connector().arrived).toHaveLength(before[0]);
    const ready = (channelId: string) =>
      arrivedAt(moved, channelId, before[1]).map(({ activity }) => wordsOf(activity));
    for (const channelId of ['sms', 'slack']) expect(ready(channelId).join()).toMatch(/Your check-in is ready/);
  });
});

test('a text of several parts that broke off goes on with the part that failed', async () => {
  const [sms] = createBotFramework({}, keptLog()).channels.filter(({ name }) => name === 'sms');
  const reference = { channelId: 'sms', serviceUrl: connector().url, conversation: 'sms-c', bot: '+15550199' };
  const text = Array.from({ length: 120 }, (_, index) => `This is sentence number ${index}.`).join(' ');
  const message = { key: null, text, body: [], buttons: [], labels: [], counselor: 'Dana', language: 'en' } as const;
  const send = () =>
    sms?.send({
      ...{ address: number, reference: JSON.stringify(reference), message, effect: 'e-1', lane: 'counselor', at: 0 },
      signal: new AbortController().signal,
    });
  connector().answers.push({ status: 200 }, { status: 503 });
  expect(await send()).toMatchObject({ ok: false, code: 'HTTP_503' });
  expect(await send()).toEqual({ ok: true });
  const parts = saidOn('sms');
  expect(parts[1]).toBe(parts[2]);
  expect([parts[0], ...parts.slice(2)].join(' ')).toBe(text);
  expect(parts.every((part) => part.length <= 1_600 && part.endsWith('.'))).toBe(true);
});
