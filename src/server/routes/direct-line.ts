import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../../app/create-app.ts';
import { CoachError } from '../../domain/errors.ts';
import type { DirectLine, DirectLineSession } from '../../ports/direct-line.ts';
import type { Log } from '../../ports/log.ts';
import { createAddressLimit, tooManyRequests } from '../http/address-limit.ts';
import { type Asked, type Route, type Routes, route } from '../http/route.ts';
import { activitySet, watermarkIn } from './activity-set.ts';
import { directLineStream, type StreamLimits } from './direct-line-stream.ts';

/** The Direct Line 3.0 subset, by stream and by polling (channels.md). Development and the try page only. */
export function directLineRoutes(
  app: Pick<App, 'receive' | 'history' | 'subscribe'>,
  directLine: DirectLine,
  log: Log,
  limits: Partial<StreamLimits> = {},
): Routes {
  const stream = directLineStream(app, directLine, log, limits);
  const routes: readonly Route[] = [
    ...tokenRoutes(directLine),
    {
      ...withToken,
      method: 'POST',
      path: '/directline/conversations',
      input: 'none',
      handler: (asked) => ({ status: 201, body: opened(directLine, asked, sessionOf(directLine, asked), 0) }),
    },
    {
      ...withToken,
      method: 'GET',
      path: '/directline/conversations/:id',
      query: ['watermark'],
      input: 'none',
      handler: (asked) => ({
        body: opened(directLine, asked, ownConversation(directLine, asked), watermarkIn(asked.query)),
      }),
    },
    {
      ...withToken,
      method: 'GET',
      path: '/directline/conversations/:id/activities',
      query: ['watermark'],
      input: 'none',
      handler: async (asked) => {
        const { conversation } = ownConversation(directLine, asked);
        const after = watermarkIn(asked.query);
        const entries = await app.history(directLine.stream(conversation), after, 200);
        return { body: activitySet(directLine, conversation, entries, after) };
      },
    },
    {
      ...withToken,
      method: 'POST',
      path: '/directline/conversations/:id/activities',
      // Whatever can be read as a message is one: the channel reads it, no schema stands before it.
      input: 'raw',
      handler: async (asked: Asked) => {
        const inbound = directLine.inbound(ownConversation(directLine, asked), asked.body);
        if (inbound && (await app.receive(inbound)) === 'too-many') throw tooManyRequests(60);
        return { body: { id: inbound?.id ?? randomUUID() } };
      },
    },
    stream.route,
  ];
  return { routes, localPages: '/directline/', open: stream.open };
}

/** What every route but the first takes. */
const withToken = { role: 'machine', headers: ['authorization'] } as const;

/** Where a client gets its token, and a fresh one in place of it. */
function tokenRoutes(directLine: DirectLine): readonly Route[] {
  const limit = createAddressLimit();
  return [
    route({
      method: 'POST',
      path: '/directline/tokens/generate',
      role: 'machine',
      input: z
        .object({ user: z.object({ id: z.string().min(1).max(200) }) })
        .describe('Say whose token: {"user": {"id": "alex"}}.'),
      handler: ({ from, body }) => {
        limit(from);
        return { body: directLine.issue(body.user.id) };
      },
    }),
    {
      ...withToken,
      method: 'POST',
      path: '/directline/tokens/refresh',
      input: 'none',
      handler: (asked) => ({ body: directLine.issue(sessionOf(directLine, asked).user) }),
    },
  ];
}

/** Whose token a request brings. @throws CoachError `TOKEN_INVALID`, `TOKEN_EXPIRED`. */
function sessionOf(directLine: DirectLine, { headers }: Asked): DirectLineSession {
  const [scheme, token] = (headers['authorization'] ?? '').split(' ');
  if (scheme !== 'Bearer' || !token)
    throw new CoachError('TOKEN_INVALID', 'Send the token: Authorization: Bearer TOKEN.');
  return directLine.verify(token);
}

/** The same, where the path names the token's own conversation. @throws CoachError `NOT_FOUND`, and as above. */
function ownConversation(directLine: DirectLine, asked: Asked): DirectLineSession {
  const session = sessionOf(directLine, asked);
  if (asked.params['id'] !== session.conversation)
    throw new CoachError('NOT_FOUND', 'This token has no such conversation.');
  return session;
}

/** A fresh token, and where the stream goes on after the watermark: at the address that the client itself used. */
function opened(directLine: DirectLine, { here }: Asked, { user }: DirectLineSession, watermark: number): object {
  const issued = directLine.issue(user);
  const path = `/directline/conversations/${issued.conversationId}/stream`;
  return { ...issued, streamUrl: `ws://${here}${path}?watermark=${watermark}&t=${issued.token}` };
}
