import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createBotFramework } from '../../../src/adapters/bot-framework/bot-framework.ts';
import { startServer } from '../../../src/server/http/server.ts';
import { botFrameworkRoutes } from '../../../src/server/routes/bot-framework.ts';
import { aWorld, keptLog } from '../../support/app.ts';
import {
  aConnector,
  anActivity,
  anAuthority,
  type Connector,
  givenToken,
  posted,
} from '../../support/bot-authority.ts';

let connector: Connector;
let closers: (() => Promise<void>)[];
let noise: string[];
beforeEach(async () => {
  connector = await aConnector();
  closers = [connector.close];
  noise = [];
  for (const method of ['error', 'warn', 'log'] as const)
    jest.spyOn(console, method).mockImplementation((...said: unknown[]) => void noise.push(said.map(String).join(' ')));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(closers.map((close) => close()));
});

/** The service with Sam on Teams, over HTTP. */
async function aService(options: object = {}) {
  const log = keptLog();
  const { webhook, channels } = createBotFramework(options, log, 'appId' in options ? givenToken : undefined);
  const world = await aWorld((parts) => ({
    channels: new Map([...parts.channels, ...channels.map((channel) => [channel.name, channel] as const)]),
  }));
  const server = await startServer({ host: '127.0.0.1', port: 0, log }, [botFrameworkRoutes(world.app, webhook)]);
  closers.push(server.close);
  const send = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    if (!world.store.gone) await world.app.drained();
    return { status: response.status, text };
  };
  const post = (fields: Readonly<Record<string, unknown>> = {}, headers: Record<string, string> = {}) =>
    send(JSON.stringify(anActivity(connector.url, { from: { id: 'sam' }, ...fields })), headers);
  const allSaid = () => [...log.lines, ...world.log.lines, ...noise].join('\n');
  return { ...world, ...{ log, send, post, allSaid } };
}

const texts = () => connector.arrived.map(({ activity }) => JSON.stringify(activity));
const paths = () => [...new Set(connector.arrived.map(({ path }) => path))];
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
    closers.push(authority.close);
    const { post, said, spool, allSaid } = await aService(authority.options);
    const authorization = await authority.bearer(connector.url);
    expect(await post({ text: 'menu' }, { authorization })).toEqual({ status: 200, text: '' });
    expect(connector.arrived.length).toBeGreaterThan(0);
    const before = connector.arrived.length;
    for (const forged of ['', authorization.slice(0, -3), 'Bearer x.y.z'])
      expect(await post({ text: 'canary words' }, { authorization: forged })).toEqual({ status: 401, text: '' });
    expect(connector.arrived).toHaveLength(before);
    expect([said('sam'), await spool.entries()]).toEqual([[], []]);
    expect(allSaid()).not.toMatch(/canary/);
  });

  test('takes an activity that is sent again once', async () => {
    const { post } = await aService();
    for (let index = 0; index < 3; index += 1) expect((await post({ id: 'f:1', text: 'menu' })).status).toBe(200);
    expect(connector.arrived).toHaveLength(1);
  });

  test('answers a button of a card at once, and takes it like the words on it', async () => {
    const { post } = await aService();
    await post({ text: 'checkin' });
    const before = connector.arrived.length;
    const value = { action: { type: 'Action.Execute', verb: 'say', data: { say: 'Hard' } } };
    const { status, text } = await post({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Hard',
    });
    expect(texts().slice(before).join()).toMatch(/urge to drink or use/);
  });

  /** The data of the buttons on the newest card. */
  const buttons = () => {
    const found = [...(texts().at(-1) ?? '').matchAll(/"data":(\{[^{}]*\})/g)].reverse();
    return new Map(found.map(([, data = '']) => JSON.parse(data)).map((data) => [data.say as string, data as object]));
  };
  const tap = (data: object | undefined, more: object = {}) => ({
    ...{ type: 'invoke', name: 'adaptiveCard/action', text: undefined, ...more },
    value: { action: { type: 'Action.Execute', verb: 'say', data } },
  });
  const asked = (from: number) =>
    texts()
      .slice(from)
      .filter((text) => /"AdaptiveCard"/.test(text)).length;

  test('takes a button that is tapped twice for one answer, side by side and one after the other', async () => {
    const { post, app, couple } = await aService();
    await post({ text: 'I want to die' });
    const no = buttons().get('No');
    expect(no).toHaveProperty('question');
    const before = connector.arrived.length;
    const [shown] = await Promise.all([post(tap(no)), post(tap(no))]);
    await post(tap(no, { id: 'again' }));
    expect(JSON.parse(shown.text)).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
    expect(shown.text).toContain('✓ No');
    expect(shown.text).not.toMatch(/Action/);
    const answers = (await app.history(`turn|${couple}|b`, 0)).filter(({ data }) => data['text'] === 'No');
    expect(answers).toHaveLength(3);
    // The first is answered by the next question, which is said again after each of the others, and answered by none.
    const questions =
      texts()
        .slice(before)
        .join()
        .match(/"question":"[^"]+"/g) ?? [];
    expect(new Set(questions).size).toBe(1);
    expect(questions).not.toContain(`"question":"${(no as { question: string }).question}"`);
  });

  test('takes a button of an older build, which names no question, for one answer when it is tapped twice', async () => {
    const { post } = await aService();
    await post({ text: 'I want to die' });
    const before = connector.arrived.length;
    await Promise.all([post(tap({ say: 'No' })), post(tap({ say: 'No' }))]);
    expect(asked(before)).toBe(1);
  });

  test('takes nothing that stands on an old card for the answer to what is asked now', async () => {
    const { post } = await aService();
    await post({ text: 'some days I just cannot do this anymore' });
    const yes = buttons().get('Yes');
    await post(tap(yes));
    await post({ text: 'she took too many pills and is not waking up' });
    for (const data of [yes, { say: 'Yes' }]) {
      const before = connector.arrived.length;
      await post(tap(data, { replyToId: 'the first card' }));
      expect(texts().slice(before).join()).not.toMatch(/Stay until help/);
      expect(texts().slice(before).join()).toMatch(/help on the way/);
    }
  });

  test.each(['typing', 'messageReaction', 'event', 'endOfConversation'])(
    'answers a %s with 200 and nothing',
    async (type) => {
      const { post } = await aService();
      expect(await post({ type })).toEqual({ status: 200, text: '' });
      expect(connector.arrived).toEqual([]);
    },
  );

  test('greets a stranger who installed the app, once', async () => {
    const { post } = await aService();
    const stranger = { from: { id: '29:new' }, text: undefined };
    await post({ ...stranger, type: 'installationUpdate', action: 'add' });
    await post({ ...stranger, type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });
    expect(connector.arrived).toHaveLength(1);
    await post({ ...stranger, type: 'installationUpdate', action: 'remove' });
    expect(connector.arrived).toHaveLength(1);
    await post({ ...stranger, type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });
    await post({ ...stranger, type: 'installationUpdate', action: 'add' });
    expect(connector.arrived).toHaveLength(2);
  });

  test('knows nobody by the app’s removal alone', async () => {
    const { post, store } = await aService();
    const before = await store.count('couple');
    await post({ from: { id: '29:gone' }, text: undefined, type: 'installationUpdate', action: 'remove' });
    expect(await store.count('couple')).toBe(before);
    expect(connector.arrived).toEqual([]);
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
    closers.push(moved.close);
    await post({ type: 'installationUpdate', action: 'add', text: undefined, serviceUrl: moved.url });
    const before = connector.arrived.length;
    for (let due = 0; due < 10 && moved.arrived.length === 0; due += 1) {
      await clock.moveTo((await app.nextDue()) ?? clock.now());
      await app.runDue();
      await app.drained();
    }
    expect(connector.arrived).toHaveLength(before);
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
    const { post, notifier } = await aService();
    expect((await post({ text: 'I want to die', conversation: group })).status).toBe(200);
    await until(() => notifier.notices.length > 0);
    expect(connector.arrived).toEqual([]);
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
    await until(() => connector.arrived.length > 0);
    expect(texts().join()).toMatch(/988/);
  });

  test('an exception with a partner’s words reaches neither client nor log', async () => {
    const log = keptLog();
    const { webhook } = createBotFramework({}, log);
    const fault = new Error('canary words of a partner');
    const activity = anActivity(connector.url, { text: 'canary words' });
    const answer = await webhook.answer(posted('', activity), () => Promise.reject(fault));
    expect(answer).toEqual({ status: 500 });
    expect(log.lines.join()).toContain('"bot.turn","Error"');
    expect([...log.lines, ...noise].join()).not.toMatch(/canary/);
    expect(connector.arrived).toEqual([]);
  });
});

const anInvoke = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', data: { say: 'Good' } } },
};

async function until(what: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!what() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
}

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
    const before = connector.arrived.length;
    await world.post({ id: 'm2', from: { id: '29:kim' }, conversation: samsChat, text: 'help' });
    await world.post({ id: 'm3', from: { id: '29:kim' }, conversation: samsChat, text: 'I want to die' });
    expect(connector.arrived.length).toBe(before);
    const alerts = await world.app.alerts();
    expect(alerts.map(({ caseCode, side }) => [caseCode, side])).toEqual([['C-018', 'a']]);
    await world.post({ id: 'm4', from: { id: '29:kim' }, conversation: { ...samsChat, id: 'a:kim' }, text: 'help' });
    expect(connector.arrived.slice(before).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/v3/conversations/a%3Akim/activities']),
    );
    expect(connector.arrived.slice(before).some(({ path }) => path.includes('a%3Asam'))).toBe(false);
  });
});
