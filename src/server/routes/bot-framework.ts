import type { Next, Request, Response } from 'restify';
import type { App } from '../../app/create-app.ts';
import type { Log } from '../../ports/log.ts';
import type { Webhook } from '../../ports/webhook.ts';
import type { Routes } from '../http/server.ts';

/** `POST /api/messages`: what Teams and the channels of Azure Bot Service post. */
export function botFrameworkRoutes(app: Pick<App, 'receive'>, webhook: Webhook, log: Log): Routes {
  return (server) => {
    server.post('/api/messages', (request: Request, response: Response, next: Next) => {
      const { rawBody: body = '' } = request as { rawBody?: string };
      const posted = { url: request.url ?? '', headers: request.headers, body };
      webhook
        .answer(posted, (inbound) => app.receive(inbound))
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
