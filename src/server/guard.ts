import type { IncomingMessage } from 'node:http';
import type { Next, Request, Response } from 'restify';
import { CoachError } from '../domain/errors.ts';
import { isLoopback } from '../domain/loopback.ts';
import { refuse } from './handle.ts';

/** What belongs to the rehearsal, and whatever else a page of another site must not read here. */
const ofRehearsal = /^\/(?:try|directline|metrics)?(?:\/|$)/i;

/**
 * Keeps other sites' pages away from the rehearsal of a server that only this machine can reach: a foreign name may
 * point here (DNS rebinding), and a foreign page may post here. Webhooks come by a tunnel's name and are left alone.
 */
export function guardRehearsal(request: Request, response: Response, next: Next): void {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (!ofRehearsal.test(path.replace(/\/{2,}/g, '/')) || isOwn(request)) return next();
  refuse(response, new CoachError('ORIGIN_REFUSED', 'Open this by its own address: http://127.0.0.1.'));
  next(false);
}

/** Whether a request comes by this machine's own name, and from no page of another site. Pure. */
export function isOwn({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  if (!isLoopback(nameOf(`http://${headers.host ?? ''}`))) return false;
  const { origin } = headers;
  return method === 'GET' || method === 'HEAD' || origin === undefined || isLoopback(nameOf(origin));
}

function nameOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
