import type { App } from '../../app/create-app.ts';
import type { Log } from '../../ports/log.ts';
import { handle } from '../http/handle.ts';
import type { Routes } from '../http/server.ts';

/** `/livez`: the process answers. `/readyz`: it can also keep what it is told; it says what is wrong, by code. */
export function healthRoutes({ checkHealth }: Pick<App, 'checkHealth'>, log: Log): Routes {
  return (server) => {
    server.get(
      '/livez',
      handle(log, () => ({ body: { live: true } })),
    );
    server.get(
      '/readyz',
      handle(log, async () => {
        const problems = await checkHealth();
        const ready = !problems.some(({ blocks }) => blocks);
        return { status: ready ? 200 : 503, body: { ready, problems } };
      }),
    );
  };
}
