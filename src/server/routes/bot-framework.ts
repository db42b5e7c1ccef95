import type { App } from '../../app/create-app.ts';
import type { Webhook } from '../../ports/webhook.ts';
import type { Asked, Routes } from '../http/route.ts';

/** `POST /api/messages`: what Teams and the channels of Azure Bot Service post. */
export const botFrameworkRoutes = (app: Pick<App, 'receive'>, webhook: Webhook): Routes => ({
  routes: [
    {
      method: 'POST',
      path: '/api/messages',
      role: 'provider',
      input: 'raw',
      handler: async ({ posted }: Asked) => {
        const { status, body } = await webhook.answer(posted, (inbound) => app.receive(inbound));
        return { status, ...(body ? { body } : {}) };
      },
    },
  ],
});
