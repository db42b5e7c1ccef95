import { describe, expect, test } from '@jest/globals';
import { createBotFramework } from '../../../src/adapters/bot-framework/bot-framework.ts';
import type { Inbound } from '../../../src/ports/channel.ts';
import { keptLog } from '../../support/app.ts';
import { aConnector, anActivity, posted } from '../../support/bot-authority.ts';
import { giving } from '../../support/receiver.ts';

/** An edge that notes what it takes, each after some ms. */
function anEdge(options: Parameters<typeof createBotFramework>[0], ms = 0) {
  const log = keptLog();
  const { webhook } = createBotFramework(options, log);
  const received: Inbound[] = [];
  const receive = async (inbound: Inbound) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    received.push(inbound);
  };
  const post = (url: string, fields: Readonly<Record<string, unknown>> = {}) =>
    webhook.answer(posted('', anActivity(url, fields)), giving(receive));
  return { log, received, post };
}

const url = 'http://127.0.0.1:9/';

describe('tenants by list', () => {
  const { post, received, log } = anEdge({ tenants: ['ours', 'theirs'] });
  test.each([
    ['of the conversation', { conversation: { id: 'c', conversationType: 'personal', tenantId: 'ours' } }],
    [
      'of the channel data',
      { channelData: { tenant: { id: 'theirs' } }, conversation: { id: 'c', conversationType: 'personal' } },
    ],
  ])('the tenant %s is let in', async (_where, fields) => {
    expect(await post(url, fields)).toEqual({ status: 200 });
    expect(received.splice(0)).toHaveLength(1);
  });
  test.each([
    ['another tenant', { conversation: { id: 'c', conversationType: 'personal', tenantId: 'other' } }],
    ['no tenant', { conversation: { id: 'c', conversationType: 'personal' } }],
  ])('%s is refused with a line in the log that says nothing of it', async (_who, fields) => {
    expect(await post(url, { channelData: {}, ...fields, text: 'canary' })).toEqual({ status: 403 });
    expect(received).toEqual([]);
    expect(log.lines.join()).toContain('bot.tenant-refused');
    expect(log.lines.join()).not.toMatch(/canary|other/);
  });
  test('other channels than Teams have none', async () => {
    expect(await post(url, { channelId: 'sms', conversation: { id: 'c' } })).toEqual({ status: 200 });
  });
});

test('a channel with an edge of its own is not taken here', async () => {
  const { post, received } = anEdge({ taken: ['sms'], without: ['sms'] });
  expect(await post(url, { channelId: 'sms' })).toEqual({ status: 403 });
  expect(await post(url, {})).toEqual({ status: 200 });
  expect(received.map(({ channel }) => channel)).toEqual(['teams']);
});

describe('somebody who waits', () => {
  test('sees that the coach is busy for as long as the work lasts, and only then', async () => {
    const connector = await aConnector();
    const kinds = () => connector.arrived.map(({ activity }) => (activity as { type?: string }).type);
    await anEdge({}).post(connector.url);
    expect(kinds()).toEqual([]);
    await anEdge({}, 1_500).post(connector.url);
    expect(kinds()).toEqual(['typing']);
    await connector.close();
  });
  test('is answered where it cannot be shown', async () => {
    expect(await anEdge({}, 1_000).post('http://127.0.0.1:9/')).toEqual({ status: 200 });
  });
  test('on SMS is shown nothing', async () => {
    const connector = await aConnector();
    await anEdge({}, 1_200).post(connector.url, { channelId: 'sms' });
    expect(connector.arrived).toEqual([]);
    await connector.close();
  });
});
