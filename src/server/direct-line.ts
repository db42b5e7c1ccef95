import { randomUUID } from 'node:crypto';
import type { Request } from 'restify';
import type { App } from '../app/create-coach.ts';
import { CoachError } from '../domain/errors.ts';
import type { DirectLine, DirectLineSession } from '../ports/direct-line.ts';
import type { Log } from '../ports/log.ts';
import { activitySet, watermarkIn } from './activity-set.ts';
import { createAddressLimit, tooManyRequests } from './address-limit.ts';
import { directLineStream, type StreamLimits } from './direct-line-stream.ts';
import { thisMachine } from './guard.ts';
import { handle } from './handle.ts';
import { localPages } from './local-pages.ts';
import type { Routes } from './server.ts';

/** The Direct Line 3.0 subset, by stream and by polling (channels.md). Development and the try page only. */
export function directLineRoutes(
  app: Pick<App, 'receive' | 'history' | 'subscribe'>,
  directLine: DirectLine,
  log: Log,
  limits: Partial<StreamLimits> = {},
): Routes {
  const limit = createAddressLimit();
  const sessionOf = (request: Request): DirectLineSession => {
    const [scheme, token] = (request.header('authorization') ?? '').split(' ');
    if (scheme !== 'Bearer' || !token)
      throw new CoachError('TOKEN_INVALID', 'Send the token: Authorization: Bearer TOKEN.');
    return directLine.verify(token);
  };
  const ownConversation = (request: Request): DirectLineSession => {
    const session = sessionOf(request);
    if (request.params['id'] !== session.conversation)
      throw new CoachError('NOT_FOUND', 'This token has no such conversation.');
    return session;
  };

  return (server) => {
    server.pre(localPages('/directline/'));
    server.post(
      thisMachine('/directline/tokens/generate'),
      handle(log, (request) => {
        limit(request);
        return { body: directLine.issue(userOf(request.body)) };
      }),
    );
    server.post(
      thisMachine('/directline/tokens/refresh'),
      handle(log, (request) => ({ body: directLine.issue(sessionOf(request).user) })),
    );
    server.post(
      thisMachine('/directline/conversations'),
      handle(log, (request) => ({ status: 201, body: opened(directLine, request, sessionOf(request), 0) })),
    );
    server.get(
      thisMachine('/directline/conversations/:id'),
      handle(log, (request) => ({ body: opened(directLine, request, ownConversation(request), watermarkOf(request)) })),
    );
    server.get(
      thisMachine('/directline/conversations/:id/activities'),
      handle(log, async (request) => {
        const { conversation } = ownConversation(request);
        const after = watermarkOf(request);
        const entries = await app.history(directLine.stream(conversation), after, 200);
        return { body: activitySet(directLine, conversation, entries, after) };
      }),
    );
    server.post(
      thisMachine('/directline/conversations/:id/activities'),
      handle(log, async (request) => {
        const inbound = directLine.inbound(ownConversation(request), request.body);
        if (inbound && (await app.receive(inbound)) === 'too-many') throw tooManyRequests(60);
        return { body: { id: inbound?.id ?? randomUUID() } };
      }),
    );
    return directLineStream(app, directLine, log, limits)(server);
  };
}

/** A fresh token, and where the stream goes on after the watermark: at the address that the client itself used. */
function opened(directLine: DirectLine, request: Request, { user }: DirectLineSession, watermark: number): object {
  const issued = directLine.issue(user);
  const { localAddress, localPort } = request.socket;
  const host = request.headers.host ?? `${localAddress}:${localPort}`;
  const path = `/directline/conversations/${issued.conversationId}/stream`;
  return { ...issued, streamUrl: `ws://${host}${path}?watermark=${watermark}&t=${issued.token}` };
}

function userOf(body: unknown): string {
  const id = (body as { user?: { id?: unknown } } | undefined)?.user?.id;
  if (typeof id === 'string' && id.length > 0 && id.length <= 200) return id;
  throw new CoachError('BODY_INVALID', 'Say whose token: {"user": {"id": "alex"}}.');
}

const watermarkOf = (request: Request): number => watermarkIn(new URLSearchParams(request.getQuery()));
