import type { App } from '../../app/create-app.ts';
import type { Pace } from '../../domain/buckets.ts';
import { fileNameOf } from '../../domain/file.ts';
import { createAddressLimit } from '../http/address-limit.ts';
import type { Routes } from '../http/route.ts';

/** How often one network address may open a link: more is guessing. */
const pace: Pace = { burst: 20, oneEvery: 3_000 };

/** Nobody on the way keeps it, and no page that is opened next learns of it. */
const headers = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

/** Fixed, in both languages: nothing of what was asked for stands in it. */
const gone = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Side by Side</title>
  </head>
  <body>
    <p>This link does not work any more. Ask the coach for a new one.</p>
    <p lang="es">Este enlace ya no funciona. Pídele otro al coach.</p>
  </body>
</html>
`;

/** `/files?t=TOKEN`: what the coach made for one partner, for a day. A wrong link and an old one look alike. */
export function fileRoutes({ openFile }: Pick<App, 'openFile'>): Routes {
  const limit = createAddressLimit(pace);
  return {
    routes: [
      {
        method: 'GET',
        path: '/files',
        role: 'public',
        query: ['t'],
        input: 'none',
        handler: async ({ query, from }) => {
          limit(from);
          const file = await openFile(query['t'] ?? '');
          if (!file)
            return { status: 404, body: gone, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } };
          const { media, body } = file;
          const as = {
            'Content-Type': `${media}; charset=utf-8`,
            'Content-Disposition': `attachment; filename="${fileNameOf(media)}"`,
          };
          return { body, headers: { ...headers, ...as } };
        },
      },
    ],
  };
}
