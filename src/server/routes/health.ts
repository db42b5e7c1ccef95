import type { App } from '../../app/create-app.ts';
import type { Routes } from '../http/route.ts';

/** `/livez`: the process answers. `/readyz`: it can also keep what it is told; it says what is wrong, by code. */
export function healthRoutes({ checkHealth }: Pick<App, 'checkHealth'>): Routes {
  const place = { method: 'GET', role: 'public', input: 'none' } as const;
  return {
    routes: [
      { ...place, path: '/livez', handler: () => ({ body: { live: true } }) },
      {
        ...place,
        path: '/readyz',
        handler: async () => {
          const problems = await checkHealth();
          const ready = !problems.some(({ blocks }) => blocks);
          return { status: ready ? 200 : 503, body: { ready, problems } };
        },
      },
    ],
  };
}
