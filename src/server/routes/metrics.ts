import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'restify';
import { CoachError } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';
import { thisMachine } from '../http/guard.ts';
import { refuse } from '../http/handle.ts';
import type { Routes } from '../http/server.ts';

/** `GET /metrics` for a scraper. Open when there is no token: only for a server that only this machine can reach. */
export function metricsRoutes(
  metrics: { readonly contentType: string; text(): Promise<string> },
  log: Log,
  token: string | null,
): Routes {
  return (server) => {
    server.get(thisMachine('/metrics'), (request, response, next) => {
      Promise.resolve()
        .then(() => allow(request, token))
        .then(() => metrics.text())
        .then((text) => response.sendRaw(200, text, { 'Content-Type': metrics.contentType }))
        .catch((error: unknown) => {
          if (!(error instanceof CoachError)) log.error('metrics.failed', error);
          refuse(response, error);
        })
        .finally(() => next());
    });
  };
}

function allow(request: Request, token: string | null): void {
  if (token === null) return;
  if (!equal(request.header('authorization') ?? '', `Bearer ${token}`))
    throw new CoachError('TOKEN_INVALID', 'Send the token: Authorization: Bearer TOKEN.');
}

/** Whether two texts are the same, in a time that tells nothing of them, nor of their lengths. */
function equal(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
