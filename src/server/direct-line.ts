import type { Request } from 'restify';
import type { App } from '../app/create-coach.ts';
import { CoachError } from '../domain/errors.ts';
import type { DirectLine, DirectLineSession } from '../ports/direct-line.ts';
import type { Log } from '../ports/log.ts';
import { createAddressLimit, tooManyRequests } from './address-limit.ts';
import { handle } from './handle.ts';
import type { Routes } from './server.ts';

/** The Direct Line 3.0 subset by polling (channels.md). Development and the try page only. */
export function directLineRoutes(app: Pick<App, 'receive' | 'history'>, directLine: DirectLine, log: Log): Routes {
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
    server.post(
      '/directline/tokens/generate',
      handle(log, (request) => {
        limit(request);
        return { body: directLine.issue(userOf(request.body)) };
      }),
    );
    server.post(
      '/directline/tokens/refresh',
      handle(log, (request) => ({ body: directLine.issue(sessionOf(request).user) })),
    );
    server.post(
      '/directline/conversations',
      handle(log, (request) => ({ status: 201, body: directLine.issue(sessionOf(request).user) })),
    );
    server.get(
      '/directline/conversations/:id/activities',
      handle(log, async (request) => {
        const { conversation } = ownConversation(request);
        const after = watermarkOf(request);
        const entries = await app.history(directLine.stream(conversation), after, 200);
        const activities = entries.map((entry) => directLine.activity(conversation, entry));
        return { body: { activities, watermark: String(entries.at(-1)?.seq ?? after) } };
      }),
    );
    server.post(
      '/directline/conversations/:id/activities',
      handle(log, async (request) => {
        const inbound = directLine.inbound(ownConversation(request), request.body);
        if ((await app.receive(inbound)) === 'too-many') throw tooManyRequests(60);
        return { body: { id: inbound.id } };
      }),
    );
  };
}

function userOf(body: unknown): string {
  const id = (body as { user?: { id?: unknown } } | undefined)?.user?.id;
  if (typeof id === 'string' && id.length > 0 && id.length <= 200) return id;
  throw new CoachError('BODY_INVALID', 'Say whose token: {"user": {"id": "alex"}}.');
}

function watermarkOf(request: Request): number {
  const text = new URLSearchParams(request.getQuery()).get('watermark') ?? '0';
  const value = text === '' ? 0 : Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new CoachError('BODY_INVALID', 'A watermark is the number that the last answer gave.');
}
