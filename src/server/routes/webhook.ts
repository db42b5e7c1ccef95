import type { App } from '../../app/create-app.ts';
import type { Webhook } from '../../ports/webhook.ts';
import type { Asked, Routes } from '../http/route.ts';

/** What providers post to, by its path. Each webhook lets in what it knows for authentic. */
export const webhookRoutes = (
  app: Pick<App, 'receive' | 'report' | 'tap'>,
  webhooks: Readonly<Record<string, Webhook>>,
): Routes => ({
  routes: Object.entries(webhooks).map(([path, webhook]) => ({
    method: 'POST',
    path,
    role: 'provider',
    input: 'raw',
    handler: ({ posted }: Asked) =>
      webhook.answer(posted, {
        receive: (inbound) => app.receive(inbound),
        report: (report) => app.report(report),
        tap: (tap) => app.tap(tap),
      }),
  })),
});
