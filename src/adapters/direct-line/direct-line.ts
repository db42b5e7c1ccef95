import type { Channel } from '../../ports/channel.ts';
import type { DirectLine } from '../../ports/direct-line.ts';
import type { Keys } from '../../ports/keys.ts';
import { noPictures, type Pictures } from '../../ports/pictures.ts';
import { createDirectLineChannel } from './channel.ts';
import { toActivity } from './render.ts';
import { streamOf } from './stream.ts';
import { createTokens, lifeSeconds } from './token.ts';
import { toInbound } from './webhook.ts';

/**
 * Direct Line for development and the try page. A user has one conversation, whose id is a keyed digest, and whose
 * activities, the user's and ours, are stored records: the watermark is the stream's own count. Any number of clients
 * may follow it; a token opens this conversation and no other.
 */
export function createDirectLine(
  keys: Pick<Keys, 'digest'>,
  pictures: Pictures = noPictures,
): DirectLine & { readonly channel: Channel } {
  const conversationOf = (user: string): string => keys.digest('conversation', user).slice(0, 22);
  const tokens = createTokens(keys);
  return {
    stream: streamOf,
    issue(user) {
      const conversation = conversationOf(user);
      return { token: tokens.sign({ user, conversation }), conversationId: conversation, expires_in: lifeSeconds };
    },
    verify: (token) => tokens.verify(token),
    inbound: toInbound,
    activity: (conversation, entry) => toActivity(conversation, entry, pictures),
    channel: createDirectLineChannel(conversationOf),
  };
}
