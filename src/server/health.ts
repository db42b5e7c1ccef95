import type { Log } from '../ports/log.ts';
import { handle } from './handle.ts';
import type { Routes } from './server.ts';

/** `/livez`: the process answers. `/readyz`: it can also keep what it is told. */
export function healthRoutes(isReady: () => Promise<boolean>, log: Log): Routes {
  return (server) => {
    server.get(
      '/livez',
      handle(log, () => ({ body: { live: true } })),
    );
    server.get(
      '/readyz',
      handle(log, async () => {
        const ready = await isReady().catch(() => false);
        return { status: ready ? 200 : 503, body: { ready } };
      }),
    );
  };
}
