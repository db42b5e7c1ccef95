import type { Next, Request, Response } from 'restify';
import type { App } from '../../app/create-app.ts';
import type { BotFramework } from '../../ports/bot-framework.ts';
import type { Log } from '../../ports/log.ts';
import type { Routes } from '../http/server.ts';

/** `POST /api/messages`: what Teams and the channels of Azure Bot Service post. */
export function botFrameworkRoutes(app: Pick<App, 'receive'>, bot: BotFramework, log: Log): Routes {
  return (server) => {
    server.post('/api/messages', (request: Request, response: Response, next: Next) => {
      const post = { authorization: request.headers.authorization ?? '', activity: request.body as unknown };
      bot
        .answer(post, (inbound) => app.receive(inbound))
        .then(({ status, body }) => {
          if (body) return response.send(status, body);
          response.status(status);
          response.end();
        })
        .catch((error: unknown) => {
          log.error('request.failed', error, { route: 'bot' });
          response.send(500);
        })
        .finally(() => next());
    });
  };
}
