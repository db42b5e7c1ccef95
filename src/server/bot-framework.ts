import type { Next, Request, Response } from 'restify';
import type { App } from '../app/create-coach.ts';
import type { BotFramework } from '../ports/bot-framework.ts';
import type { Routes } from './server.ts';

/** `POST /api/messages`: what Teams and the channels of Azure Bot Service post. */
export function botFrameworkRoutes(app: Pick<App, 'receive'>, bot: BotFramework): Routes {
  return (server) => {
    server.post('/api/messages', (request: Request, response: Response, next: Next) => {
      const post = { authorization: request.headers.authorization ?? '', activity: request.body as unknown };
      void bot
        .answer(post, (inbound) => app.receive(inbound))
        .then(({ status, body }) => {
          if (body) response.send(status, body);
          else {
            response.status(status);
            response.end();
          }
          next();
        });
    });
  };
}
