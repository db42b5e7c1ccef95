import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createBotFramework } from '../../../src/adapters/bot-framework/bot-framework.ts';
import type { BotOptions } from '../../../src/adapters/bot-framework/options.ts';
import { startServer } from '../../../src/server/http/server.ts';
import { webhookRoutes } from '../../../src/server/routes/webhook.ts';
import { keptLog } from '../../support/app.ts';
import { aConnector, anActivity, type Connector } from '../../support/bot-authority.ts';
import { aNoticeWorld } from '../../support/notice-world.ts';

let connector: Connector;
let closers: (() => Promise<void>)[];
beforeEach(async () => {
  connector = await aConnector();
  closers = [connector.close];
});
afterEach(async () => {
  for (const close of closers) await close();
});

/** The service with Lee in Teams, an open case, and what Lee's client posts. */
async function aCase(options: BotOptions = {}) {
  const log = keptLog();
  const { webhook } = createBotFramework(options, log);
  const world = await aNoticeWorld();
  const { port, close } = await startServer({ host: '127.0.0.1', port: 0, log }, [
    webhookRoutes(world.app, { '/api/messages': webhook }),
  ]);
  closers.unshift(close);
  const alert = await world.alertBy();
  const token = world.tokens(alert, 'Lee', 'teams')['claim'] ?? '';
  const post = async (fields: Readonly<Record<string, unknown>>) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(anActivity(connector.url, { from: { id: '29:lee' }, text: undefined, ...fields })),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as object) };
  };
  const execute = (data: object, fields = {}) =>
    post({
      ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: 'card-1' },
      value: { action: { type: 'Action.Execute', verb: 'notice', data } },
      ...fields,
    });
  return { ...world, ...{ log, token, post, execute, id: alert.id } };
}

test('Action.Execute claims, and the answer is the card as the case is now', async () => {
  const world = await aCase();
  const { status, body } = await world.execute({ notice: world.token });
  expect(status).toBe(200);
  expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
  expect(JSON.stringify(body)).toMatch(/Lee has taken it\..*You have C-017\./);
  expect(JSON.stringify(body)).not.toContain('Action.Execute');
  expect((await world.alert(world.id)).holder).toBe('Lee');
});

test('Action.Submit of a client that knows no other claims too, is answered by a message, and its card is updated', async () => {
  const world = await aCase();
  expect((await world.post({ value: { notice: world.token }, replyToId: 'card-1' })).status).toBe(200);
  expect((await world.alert(world.id)).holder).toBe('Lee');
  for (let tries = 0; tries < 200 && connector.arrived.length < 2; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(connector.arrived[0]?.activity['text']).toBe('You have C-017.');
  expect(connector.arrived[1]?.path).toBe('/v3/conversations/a%3Apersonal/activities/card-1');
  expect(JSON.stringify(connector.arrived[1]?.activity)).toContain('Lee has taken it.');
});

test('the loser of a race reads on the card who has it', async () => {
  const world = await aCase();
  await world.app.act(world.id, { type: 'claim', by: 'Ana' });
  const { body } = await world.execute({ notice: world.token });
  expect(JSON.stringify(body)).toMatch(/Ana has taken it\..*Ana has C-017\. Nothing was changed\./);
});

test('a callback that was tampered with changes nothing, and says so', async () => {
  const world = await aCase();
  const { status, body } = await world.execute({ notice: `${world.token}x` });
  expect([status, body]).toEqual([
    200,
    {
      ...{ statusCode: 200, type: 'application/vnd.microsoft.activity.message' },
      value: 'This button is not ours, or it was changed. Nothing was changed in the case.',
    },
  ]);
  expect((await world.alert(world.id)).holder).toBeNull();
  expect(world.fake.refused).toEqual([{ person: 'lee', why: 'unreadable' }]);
});

test('a card from another tenant is refused, noted on the case, and changes nothing', async () => {
  const world = await aCase({ tenants: ['tenant-1'] });
  const elsewhere = {
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: 'tenant-2' },
    channelData: { tenant: { id: 'tenant-2' } },
  };
  expect((await world.execute({ notice: world.token }, elsewhere)).status).toBe(403);
  expect((await world.alert(world.id)).holder).toBeNull();
  expect(await world.audit(world.id)).toContain('act-refused: foreign');
  expect(world.log.lines.join()).toContain('bot.tenant-refused');
});

test('somebody unknown who taps a card becomes no stranger, and is told that nothing was changed', async () => {
  const world = await aCase();
  const { body } = await world.execute({ notice: world.token }, { from: { id: '29:nobody' } });
  expect(body).toMatchObject({ value: 'This contact way is not on the list. Nothing was changed.' });
  expect(world.said('29:nobody')).toEqual([]);
  expect(await world.audit(world.id)).toContain('act-refused: not-on-call');
});

test('a button that is pressed twice does it once', async () => {
  const world = await aCase();
  await world.execute({ notice: world.token });
  const { body } = await world.execute({ notice: world.token });
  expect(JSON.stringify(body)).toContain('You have C-017.');
  expect((await world.audit(world.id)).filter((line) => line === 'claimed')).toHaveLength(1);
});
