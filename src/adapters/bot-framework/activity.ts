import { Channels } from 'botbuilder';
import { z } from 'zod';
import type { ChannelName } from '../../domain/channel.ts';

const id = z.string().max(1_000);
const account = z.object({ id: id.nullish() }).nullish();

/** The beginning of a list: what stands behind a thousand entries was written by no channel. */
const begun = <Schema extends z.ZodType>(list: Schema) =>
  z.preprocess((value) => (Array.isArray(value) ? value.slice(0, 1_000) : value), list);

/** What is read of an activity. Unknown fields are the channel's own business. */
export const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(2_000),
  from: account,
  recipient: account,
  conversation: z
    .object({
      id: id.nullish(),
      conversationType: z.string().max(100).nullish(),
      isGroup: z.boolean().nullish(),
      tenantId: id.nullish(),
    })
    .nullish(),
  channelData: z.object({ tenant: account }).nullish().catch(null),
  text: z.string().nullish(),
  textFormat: z.string().max(100).nullish(),
  value: z.unknown().optional(),
  attachments: begun(z.array(z.object({ contentType: z.string().nullish() })).nullish()),
  entities: begun(z.array(z.unknown()).nullish().catch(null)),
  membersAdded: begun(z.array(account).nullish().catch(null)),
});

/** An activity as it is read here. */
export type Posted = z.infer<typeof activitySchema>;

const channels: Readonly<Record<string, ChannelName>> = {
  msteams: 'teams',
  slack: 'slack',
  sms: 'sms',
  webchat: 'web',
  directline: 'web',
  emulator: 'web',
  test: 'web',
};

/** The channels that Bot Framework carries for a bot. Pure. */
export const botChannels = ({ slackChat = true }: { readonly slackChat?: boolean }): readonly ChannelName[] =>
  [...new Set(Object.values(channels))].filter((name) => slackChat || name !== 'slack');

/** Our name of a Bot Framework channel; null for one that is refused. Pure. */
export const channelOf = (channelId: string): ChannelName | null =>
  Object.hasOwn(channels, channelId) ? (channels[channelId] ?? null) : null;

const known: ReadonlySet<string> = new Set(Object.values(Channels));

/** The name of a channel as Bot Framework knows it, for a log; of any other only that it is unknown. Pure. */
export const knownNameOf = (channelId: string): string => (known.has(channelId) ? channelId : 'unknown');

/**
 * Whether nobody but the partner reads a conversation. Slack says it by the third part of the id
 * (`bot:team:D…` is a direct message), Teams by `conversationType`, others by `isGroup`. Pure.
 */
export function isPersonal({ channelId, conversation }: Posted): boolean {
  if (!conversation || conversation.isGroup) return false;
  if (conversation.conversationType) return conversation.conversationType === 'personal';
  const part = channelId === 'slack' ? conversation.id?.split(':')[2] : undefined;
  return part === undefined || part.startsWith('D');
}
