import { describe, expect, test } from '@jest/globals';
import { createBotFramework } from '../../../src/adapters/bot-framework/bot-framework.ts';
import { keptLog } from '../../support/app.ts';
import { aConnector, anActivity, anAuthority, posted } from '../../support/bot-authority.ts';
import { useBotService } from '../../support/bot-service.ts';
import { giving } from '../../support/receiver.ts';
import { until } from '../../support/until.ts';

const { aService, texts, paths, connector, closeLater, noise } = useBotService();
const group = { id: '19:group', conversationType: 'groupChat', isGroup: true };

describe('who cannot be told', () => {
  const crisis = 'I want to kill myself tonight';
  test('is refused with a line in the log, never met with silence', async () => {
    const world = await aService();
    const answers = [
      await world.post({ from: {}, conversation: group, text: crisis }),
      await world.post({ serviceUrl: undefined, text: crisis }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(world.log.lines.join()).toMatch(/bot\.nobody.*bot\.not-an-activity/);
    expect(world.allSaid()).not.toContain('kill');
  });
  test('is answered in the conversation where the directory names them', async () => {
    const world = await aService();
    expect(await world.post({ from: { aadObjectId: 'g' }, text: crisis })).toMatchObject({ status: 200 });
    expect(texts().join()).toContain('988');
    expect(await world.app.alerts()).toHaveLength(1);
  });
});

test('a message that was changed to a crisis is answered and pages', async () => {
  const world = await aService();
  await world.post({ id: 'f:1', text: 'menu' });
  await world.post({ id: 'f:1', type: 'messageUpdate', text: 'I want to kill myself tonight' });
  expect(texts().join()).toContain('988');
  expect(await world.app.alerts()).toMatchObject([{ level: 'emergency' }]);
});

describe('POST /api/messages', () => {
  test('answers a Teams message at its service URL, once it is committed', async () => {
    const { post } = await aService();
    expect(await post({ text: 'menu' })).toEqual({ status: 200, text: '' });
    expect(paths()).toEqual(['/v3/conversations/a%3Apersonal/activities']);
    expect(texts()[0]).toContain('AdaptiveCard');
  });

  test('lets a token in and turns a forged one away with nothing', async () => {
    const authority = await anAuthority();
    closeLater(authority.close);
    const { post, said, spool, allSaid } = await aService(authority.options);
    const authorization = await authority.bearer(connector().url);
    expect(await post({ text: 'menu' }, { authorization })).toEqual({ status: 200, text: '' });
    expect(connector().arrived.length).toBeGreaterThan(0);
    const before = connector().arrived.length;
    for (const forged of ['', authorization.slice(0, -3), 'Bearer x.y.z'])
      expect(await post({ text: 'canary words' }, { authorization: forged })).toEqual({ status: 401, text: '' });
    expect(connector().arrived).toHaveLength(before);
    expect([said('sam'), await spool.entries()]).toEqual([[], []]);
    expect(allSaid()).not.toMatch(/canary/);
  });

  test('takes an activity that is sent again once', async () => {
    const { post } = await aService();
    for (let index = 0; index < 3; index += 1) expect((await post({ id: 'f:1', text: 'menu' })).status).toBe(200);
    expect(connector().arrived).toHaveLength(1);
  });

  test.each(['typing', 'messageReaction', 'event', 'endOfConversation'])(
    'answers a %s with 200 and nothing',
    async (type) => {
      const { post } = await aService();
      expect(await post({ type })).toEqual({ status: 200, text: '' });
      expect(connector().arrived).toEqual([]);
    },
  );

  test('greets a stranger who installed the app, once', async () => {
    const { post } = await aService();
    const stranger = { from: { id: '29:new' }, text: undefined };
    await post({ ...stranger, type: 'installationUpdate', action: 'add' });
    await post({ ...stranger, type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });
    expect(connector().arrived).toHaveLength(1);
    await post({ ...stranger, type: 'installationUpdate', action: 'remove' });
    expect(connector().arrived).toHaveLength(1);
    await post({ ...stranger, type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });
    await post({ ...stranger, type: 'installationUpdate', action: 'add' });
    expect(connector().arrived).toHaveLength(2);
  });

  test('knows nobody by the app’s removal alone', async () => {
    const { post, store } = await aService();
    const before = await store.count('couple');
    await post({ from: { id: '29:gone' }, text: undefined, type: 'installationUpdate', action: 'remove' });
    expect(await store.count('couple')).toBe(before);
    expect(connector().arrived).toEqual([]);
  });

  test('answers what it cannot read with 400, and says nothing of it', async () => {
    const { send, post, allSaid } = await aService();
    for (const body of ['canary{', '[]', '"canary"', '{"text":"canary"}'])
      expect((await send(body)).text).not.toMatch(/canary/);
    expect((await send('[]')).status).toBe(400);
    expect((await post({ serviceUrl: 'file:///etc/canary' })).status).toBe(400);
    expect((await post({ serviceUrl: 'canary' })).status).toBe(400);
    expect(allSaid()).not.toMatch(/canary/);
  });
});

test('A channel id that is no known name is not logged', async () => {
  const { post, allSaid } = await aService();
  for (const channelId of ['canary-words', 'canary', '__proto__', 'constructor'])
    expect((await post({ channelId })).status).toBe(403);
  expect(allSaid()).toContain('"channel":"unknown"');
  expect(allSaid()).not.toMatch(/canary|proto|constructor/);
});

describe('a message that nobody asked for', () => {
  test('goes out by the newest reference', async () => {
    const { post, app, clock } = await aService();
    await post({ text: 'menu' });
    const moved = await aConnector();
    closeLater(moved.close);
    await post({ type: 'installationUpdate', action: 'add', text: undefined, serviceUrl: moved.url });
    const before = connector().arrived.length;
    for (let due = 0; due < 10 && moved.arrived.length === 0; due += 1) {
      await clock.moveTo((await app.nextDue()) ?? clock.now());
      await app.runDue();
      await app.drained();
    }
    expect(connector().arrived).toHaveLength(before);
    expect(moved.arrived.map(({ activity }) => JSON.stringify(activity)).join()).toMatch(/Your check-in is ready/);
  });
});

describe('a message in a group', () => {
  test('is answered in the personal conversation, never in the group', async () => {
    const { post } = await aService();
    await post({ text: 'menu' });
    await post({ text: '<at>Coach</at> I want to die', conversation: group });
    await post({ text: 'menu' });
    expect(texts().join()).toMatch(/988/);
    expect(paths()).toEqual(['/v3/conversations/a%3Apersonal/activities']);
  });

  test('that is a crisis calls a human where no personal conversation is known, and says nothing', async () => {
    const { post, told } = await aService();
    expect((await post({ text: 'I want to die', conversation: group })).status).toBe(200);
    await until(() => told.length > 0);
    expect(connector().arrived).toEqual([]);
  });
});

describe('when something breaks', () => {
  test('neither store nor spool: 503, so that the channel sends it again', async () => {
    const { post, store, spool, allSaid } = await aService();
    store.gone = true;
    spool.broken = true;
    expect(await post({ text: 'canary words' })).toEqual({ status: 503, text: '' });
    expect(await post(anInvoke)).toEqual({ status: 503, text: '' });
    expect(allSaid()).not.toMatch(/canary/);
  });

  test('the store alone: 200, and a crisis text goes out by the reference that came along', async () => {
    const { post, store } = await aService();
    store.gone = true;
    expect((await post({ text: 'I want to die' })).status).toBe(200);
    await until(() => connector().arrived.length > 0);
    expect(texts().join()).toMatch(/988/);
  });

  test('an exception with a partner’s words reaches neither client nor log', async () => {
    const log = keptLog();
    const { webhook } = createBotFramework({}, log);
    const fault = new Error('canary words of a partner');
    const activity = anActivity(connector().url, { text: 'canary words' });
    const answer = await webhook.answer(
      posted('', activity),
      giving(() => Promise.reject(fault)),
    );
    expect(answer).toEqual({ status: 500 });
    expect(log.lines.join()).toContain('"bot.turn","Error"');
    expect([...log.lines, ...noise()].join()).not.toMatch(/canary/);
    expect(connector().arrived).toEqual([]);
  });
});

const anInvoke = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', data: { say: 'Good' } } },
};

describe('one partner’s id in the other’s conversation', () => {
  const samsChat = { id: 'a:sam', conversationType: 'personal' };

  test('brings nothing of the one into the chat of the other, in either order of crisis and everyday words', async () => {
    const world = await aService();
    const spec = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: null } as const;
    await world.app.enrol({
      caseCode: 'C-018',
      relationship: 'family',
      a: { ...spec, name: 'Kim', channel: 'teams', address: '29:kim' },
      b: { ...spec, name: 'Lee', channel: 'teams', address: '29:lee' },
    });
    await world.post({ id: 'm1', from: { id: '29:lee' }, conversation: samsChat, text: 'menu' });
    const before = connector().arrived.length;
    await world.post({ id: 'm2', from: { id: '29:kim' }, conversation: samsChat, text: 'help' });
    await world.post({ id: 'm3', from: { id: '29:kim' }, conversation: samsChat, text: 'I want to die' });
    expect(connector().arrived.length).toBe(before);
    const alerts = await world.app.alerts();
    expect(alerts.map(({ caseCode, side }) => [caseCode, side])).toEqual([['C-018', 'a']]);
    await world.post({ id: 'm4', from: { id: '29:kim' }, conversation: { ...samsChat, id: 'a:kim' }, text: 'help' });
    expect(
      connector()
        .arrived.slice(before)
        .map(({ path }) => path),
    ).toEqual(expect.arrayContaining(['/v3/conversations/a%3Akim/activities']));
    expect(
      connector()
        .arrived.slice(before)
        .some(({ path }) => path.includes('a%3Asam')),
    ).toBe(false);
  });
});
