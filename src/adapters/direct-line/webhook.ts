import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CoachError } from '../../domain/errors.ts';
import { keptText } from '../../domain/long-text.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { DirectLineSession } from '../../ports/direct-line.ts';
import { id, orNone, writtenFields } from '../activity/fields.ts';
import { isUnreadable, textOf } from '../activity/text.ts';
import { questionOf } from '../activity/value.ts';
import { streamOf } from './stream.ts';

/** What clients also post, and what says nothing to the coach. */
const silent: ReadonlySet<unknown> = new Set(['typing', 'event', 'conversationUpdate', 'endOfConversation']);

/**
 * What a client may post. Unknown fields are ignored, and no other field keeps the text from being
 * screened; its length is bounded by the body's.
 */
const postedSchema = z.object({
  type: z.enum(['message', 'messageUpdate']),
  from: z.object({ id: z.string().min(1).max(200) }),
  ...writtenFields,
  channelData: orNone(z.object({ clientActivityID: id })),
});

/**
 * A posted activity as an inbound; null for what says nothing. Uses randomness for an id that the client did not give.
 * @throws CoachError `BODY_INVALID`.
 */
export function toInbound(session: DirectLineSession, activity: unknown): Inbound | null {
  if (silent.has((activity as { type?: unknown } | null)?.type)) return null;
  const posted = postedSchema.safeParse(activity);
  if (!posted.success || posted.data.from.id !== session.user) {
    throw new CoachError(
      'BODY_INVALID',
      'Post a message activity: {type: "message", from: {id}, text}, from the token’s user.',
    );
  }
  const text = textOf(posted.data);
  const clientActivityID = posted.data.channelData?.clientActivityID || randomUUID();
  const data = { from: session.user, text: keptText(text), clientActivityID };
  const question = questionOf(posted.data.value);
  return {
    channel: 'direct-line',
    address: session.user,
    id: clientActivityID,
    text,
    unreadable: isUnreadable(posted.data),
    ...(posted.data.type === 'messageUpdate' ? { edited: true } : {}),
    ...(question === null ? {} : { question }),
    record: { stream: streamOf(session.conversation), kind: 'activity', data },
  };
}
