import type { App } from '../../app/create-app.ts';
import type { BotFramework } from '../../ports/bot-framework.ts';
import type { Asked, Routes } from '../http/route.ts';

/** `POST /api/messages`: what Teams and the channels of Azure Bot Service post. */
export const botFrameworkRoutes = (app: Pick<App, 'receive'>, bot: BotFramework): Routes => ({
  routes: [
    {
      method: 'POST',
      path: '/api/messages',
      role: 'provider',
      headers: ['authorization'],
      input: 'raw',
      handler: async ({ headers, body }: Asked) => {
        const said = await bot.answer({ authorization: headers['authorization'] ?? '', activity: body }, (inbound) =>
          app.receive(inbound),
        );
        return { status: said.status, ...(said.body ? { body: said.body } : {}) };
      },
    },
  ],
});
