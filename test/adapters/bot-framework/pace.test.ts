import { describe, expect, test } from '@jest/globals';
import { createBotChannels } from '../../../src/adapters/bot-framework/channel.ts';
import type { ChannelName } from '../../../src/domain/channel.ts';
import type { Outgoing } from '../../../src/ports/channel.ts';

const connectors = { clientOf: () => Promise.reject(new Error('nothing is sent here')) };
const channelOf = (name: ChannelName) => createBotChannels([name], connectors)[0];
const reference = JSON.stringify({
  ...{ channelId: 'any', serviceUrl: 'https://service.test', conversation: 'c-1', bot: '+15550100', tenant: 't-1' },
});
const outgoing = { address: 'u-1', reference } as Outgoing;

describe('messages by Azure Bot Service', () => {
  test.each([
    ['teams', 't-1', 'an organisation'],
    ['sms', '+15550100', 'a number'],
    ['slack', 'c-1', 'a conversation'],
  ] as const)('on %s share the rate of %s, %s', (name, sender, _what) => {
    const pace = channelOf(name)?.pace;
    expect(pace?.sender(outgoing)).toBe(sender);
    expect(pace?.sender({ ...outgoing, reference: 'nothing that can be read' })).toBe('u-1');
  });
  test('on a page of our own go at any rate', () => {
    expect(channelOf('web')?.pace).toBeUndefined();
  });
  test('as texts stay under one a second from a number', () => {
    expect(channelOf('sms')?.pace?.oneEvery).toBeGreaterThanOrEqual(1_000);
  });
});
