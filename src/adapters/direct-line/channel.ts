import type { Channel } from '../../ports/channel.ts';
import { entryOf } from './render.ts';
import { streamOf } from './stream.ts';

/** The channel of Direct Line: what it sends is an entry that the commit of the turn stores. `conversationOf` gives a user's one conversation. */
export const createDirectLineChannel = (conversationOf: (user: string) => string): Channel => ({
  name: 'direct-line',
  entry: ({ address, message, lane }) => ({
    stream: streamOf(conversationOf(address)),
    kind: 'activity',
    data: entryOf(message, lane),
  }),
  send: async () => ({ ok: false, code: 'STORED_CHANNEL' }),
});
