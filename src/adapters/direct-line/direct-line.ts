import { randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CoachError } from '../../domain/errors.ts';
import type { Json } from '../../domain/frame.ts';
import { keptText } from '../../domain/long-text.ts';
import type { Channel, Rendered } from '../../ports/channel.ts';
import type { DirectLine } from '../../ports/direct-line.ts';
import type { Keys } from '../../ports/keys.ts';

const lifeSeconds = 1_800;

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
 * activities, the user's and ours, are stored records: the watermark is the stream's own count.
 */
export function createDirectLine(keys: Pick<Keys, 'digest'>): DirectLine & { readonly channel: Channel } {
  const conversationOf = (user: string): string => keys.digest('conversation', user).slice(0, 22);
  const stream = (conversation: string): string => `direct-line|${conversation}`;
  return {
    stream,
    issue: (user) => ({ token: sign(keys, user), conversationId: conversationOf(user), expires_in: lifeSeconds }),
    verify(token) {
      const user = check(keys, token);
      return { user, conversation: conversationOf(user) };
    },
    inbound(session, activity) {
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
    id: `${conversation}|${String(seq).padStart(7, '0')}`,
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

function sign(keys: Pick<Keys, 'digest'>, user: string): string {
  const body = Buffer.from(JSON.stringify([user, Date.now() + lifeSeconds * 1_000])).toString('base64url');
  return `${body}.${keys.digest('token', body)}`;
}

function check(keys: Pick<Keys, 'digest'>, token: string): string {
  const [body = '', mark = ''] = token.split('.');
  const expected = Buffer.from(keys.digest('token', body));
  const given = Buffer.from(mark);
  if (given.length === expected.length && timingSafeEqual(given, expected)) {
    const [user, until] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, number];
    if (until > Date.now()) return user;
  }
  throw new CoachError('TOKEN_INVALID', 'This token is not ours or has run out: generate a new one.');
}
