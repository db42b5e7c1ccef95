import type { Request, RequestHandler } from 'restify';
import { CoachError } from '../../domain/errors.ts';
import { isLoopback } from '../../domain/loopback.ts';

import { refuse } from './handle.ts';

/** Lets a browser page speak to us only when it comes from this machine; who is no browser sends no origin. @throws CoachError `ORIGIN_REFUSED`. */
export function checkOrigin(origin: string | undefined): void {
  if (origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin).hostname))) return;
  throw new CoachError(
    'ORIGIN_REFUSED',
    'Only pages of this machine may use this: open them at 127.0.0.1 or localhost.',
  );
}

/** Answers what browsers ask before and with a request from a page of another port (CORS), under one path only. */
export function localPages(path: string): RequestHandler {
  return (request: Request, response, next) => {
    const origin = request.headers.origin;
    if (origin === undefined || !request.url?.startsWith(path)) return next();
    try {
      checkOrigin(origin);
    } catch (error) {
      refuse(response, error);
      return next(false);
    }
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Vary', 'Origin');
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, x-ms-bot-agent, x-requested-with');
    response.setHeader('Access-Control-Max-Age', '600');
    response.send(204);
    next(false);
  };
}
