import { Channels } from 'botbuilder';
import { z } from 'zod';
import { address, begun, id, orNone, writtenFields } from '../activity/fields.ts';

/** Somebody, by the channel's id or the directory's. An id alone is somebody too. */
const account = orNone(
  z.preprocess((value) => (typeof value === 'string' ? { id: value } : value), z.object({ id, aadObjectId: id })),
);

/** Where others may read it too: anything but a clear no is a yes. */
const isGroup = orNone(
  z.unknown().transform((value) => ![false, 'false', null, undefined, ''].includes(value as string)),
);

const conversation = orNone(
  z.preprocess(
    (value) => (typeof value === 'string' ? { id: value } : value),
    z.object({
      id: address,
      conversationType: z.string().max(100).nullish().catch('unknown'),
      isGroup,
      tenantId: id,
    }),
  ),
);

/** The tapped button of a Slack message. Its documentation writes the field small, the service large. */
const slackTap = orNone(
  z.object({
    actions: begun(z.object({ name: id, value: orNone(z.string()) })),
    response_url: orNone(z.string().max(1_000)),
    original_message: orNone(z.object({ text: orNone(z.string().max(10_000)) })),
  }),
);

/**
 * What is read of an activity. Unknown fields are ignored; a known field of an unexpected type counts as
 * left out, so that it never costs the text. Only where it came from has to be clear.
 */
export const activitySchema = z.object({
  type: orNone(z.string().max(100)),
  id,
  name: orNone(z.string().max(200)),
  replyToId: id,
  action: orNone(z.string().max(100)),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(2_000),
  from: account,
  recipient: account,
  conversation,
  channelData: orNone(z.object({ tenant: account, payload: slackTap, Payload: slackTap })),
  ...writtenFields,
  membersAdded: begun(account),
  membersRemoved: begun(account),
});

/** An activity as it is read here. */
export type Posted = z.infer<typeof activitySchema>;

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
