import type { IncomingMessage } from 'node:http';
import type { Next, Request, Response } from 'restify';
import { CoachError } from '../../domain/errors.ts';
import { isLoopback } from '../../domain/loopback.ts';
import { refuse } from './handle.ts';
import type { Route } from './route.ts';

/** A route's place as the server keeps it. The guard asks the route that was found, never the path as it was spelled. Pure. */
export const guarded = ({ path, role }: Pick<Route, 'path' | 'role'>): { path: string; thisMachine: boolean } => ({
  path,
  thisMachine: role !== 'public' && role !== 'provider' && role !== 'console',
});

/**
 * Keeps other sites' pages away from such routes of a server that only this machine can reach: a foreign name may point
 * here (DNS rebinding), and a foreign page may post here. Webhooks come by a tunnel's name and are left alone.
 */
export function guardThisMachine(request: Request, response: Response, next: Next): void {
  const { spec } = request.getRoute() as { spec: { thisMachine?: boolean } };
  if (!spec.thisMachine || isOwn(request)) return next();
  refuse(response, new CoachError('ORIGIN_REFUSED', 'Open this by its own address: http://127.0.0.1.'));
  next(false);
}

/**
 * Whether a request comes by this machine's own name, and from no page of another site. A browser names the page
 * (`Origin`), or at least says that it is another's (`Sec-Fetch-Site`). Pure.
 */
export function isOwn({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  if (!isLoopback(nameOf(`http://${headers.host ?? ''}`))) return false;
  const { origin } = headers;
  if (origin !== undefined) return isLoopback(nameOf(origin));
  return ['none', 'same-origin'].includes(String(headers['sec-fetch-site'] ?? 'none').toLowerCase());
}

function nameOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
