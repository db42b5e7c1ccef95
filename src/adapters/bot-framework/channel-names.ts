import type { ChannelName } from '../../domain/channel.ts';

const channels: Readonly<Record<string, ChannelName>> = {
  msteams: 'teams',
  slack: 'slack',
  sms: 'sms',
  webchat: 'web',
  directline: 'web',
  emulator: 'web',
  test: 'web',
};

/** The channels that Bot Framework carries for a bot: those that have an edge of their own, or are off, are left out. Pure. */
export const botChannels = ({ without = [] }: { readonly without?: readonly ChannelName[] }): readonly ChannelName[] =>
  [...new Set(Object.values(channels))].filter((name) => !without.includes(name));

/** Our name of a Bot Framework channel; null for one that is refused. Pure. */
export const channelOf = (channelId: string): ChannelName | null =>
  Object.hasOwn(channels, channelId) ? (channels[channelId] ?? null) : null;
