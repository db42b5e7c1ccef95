import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CoachError } from '../../domain/errors.ts';
import type { Json } from '../../domain/frame.ts';
import { keptText } from '../../domain/long-text.ts';
import type { Channel, Rendered } from '../../ports/channel.ts';
import type { DirectLine } from '../../ports/direct-line.ts';
import type { Keys } from '../../ports/keys.ts';
import { createTokens, lifeSeconds } from './token.ts';

/** What clients also post, and what says nothing to the coach. */
const silent: ReadonlySet<unknown> = new Set(['typing', 'event', 'conversationUpdate', 'endOfConversation']);

/**
 * What a client may post. Unknown fields are the client's own business, and nothing beside the text keeps it from being
 * screened; its length is bounded by the body's.
 */
const postedSchema = z.object({
  type: z.literal('message'),
  from: z.object({ id: z.string().min(1).max(200) }),
  text: z.string().default(''),
  value: z.unknown().optional(),
  attachments: z.array(z.unknown()).optional().catch(undefined),
  channelData: z
    .object({ clientActivityID: z.string().min(1).max(200).optional() })
    .optional()
    .catch(undefined),
});

/**
 * Direct Line for development and the try page. A user has one conversation, whose id is a keyed digest, and whose
 * activities, the user's and ours, are stored records: the watermark is the stream's own count. Any number of clients
 * may follow it; a token opens this conversation and no other.
 */
export function createDirectLine(keys: Pick<Keys, 'digest'>): DirectLine & { readonly channel: Channel } {
  const conversationOf = (user: string): string => keys.digest('conversation', user).slice(0, 22);
  const stream = (conversation: string): string => `direct-line|${conversation}`;
  const tokens = createTokens(keys);
  return {
    stream,
    issue(user) {
      const conversation = conversationOf(user);
      return { token: tokens.sign({ user, conversation }), conversationId: conversation, expires_in: lifeSeconds };
    },
    verify: (token) => tokens.verify(token),
    inbound(session, activity) {
      if (silent.has((activity as { type?: unknown } | null)?.type)) return null;
      const posted = postedSchema.safeParse(activity);
      if (!posted.success || posted.data.from.id !== session.user) {
        throw new CoachError(
          'BODY_INVALID',
          'Post a message activity: {type: "message", from: {id}, text}, from the token’s user.',
        );
      }
      const { text, attachments, channelData } = posted.data;
      const id = channelData?.clientActivityID ?? randomUUID();
      const data = { from: session.user, text: keptText(text), clientActivityID: id };
      return {
        channel: 'direct-line',
        address: session.user,
        id,
        text,
        unreadable: text.trim() === '' && (attachments?.length ?? 0) > 0,
        record: { stream: stream(session.conversation), kind: 'activity', data },
      };
    },
    activity: (conversation, { seq, at, data }) => toActivity(conversation, seq, at, data),
    channel: {
      name: 'direct-line',
      entry({ address, message, lane }) {
        const data = { from: 'coach', lane, ...fromRendered(message) };
        return { stream: stream(conversationOf(address)), kind: 'activity', data };
      },
      send: async () => ({ ok: false, code: 'STORED_CHANNEL' }),
    },
  };
}

const fromRendered = ({ text, buttons, counselor, language }: Rendered): Record<string, Json> => ({
  text,
  buttons: buttons.map(({ label, value }) => ({ label, value })),
  counselor,
  language,
});

function toActivity(
  conversation: string,
  seq: number,
  at: number,
  data: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const { from, text, buttons, lane, counselor, language, clientActivityID } = data;
  const ours = from === 'coach';
  const actions = ((buttons ?? []) as { label: string; value: string }[]).map(({ label }) => ({
    type: 'imBack',
    title: label,
    value: label,
  }));
  return {
    // The user's own keeps the id that the post was answered with: clients find their message by it.
    id: ours ? `${conversation}|${String(seq).padStart(7, '0')}` : (clientActivityID ?? ''),
    type: 'message',
    channelId: 'directline',
    timestamp: new Date(at).toISOString(),
    conversation: { id: conversation },
    from: { id: from ?? '', name: ours ? 'Side by Side' : String(from) },
    text: text ?? '',
    ...(actions.length > 0 ? { suggestedActions: { actions } } : {}),
    channelData: ours
      ? { lane: lane ?? 'reply', counselor: counselor ?? null, language: language ?? 'en' }
      : { clientActivityID: clientActivityID ?? null },
  };
}
