import { createHash, timingSafeEqual } from 'node:crypto';
import { CoachError } from '../../domain/errors.ts';
import type { Routes } from '../http/route.ts';

/** `GET /metrics` for a scraper. Open when there is no token: only for a server that only this machine can reach. */
export const metricsRoutes = (
  metrics: { readonly contentType: string; text(): Promise<string> },
  token: string | null,
): Routes => ({
  routes: [
    {
      method: 'GET',
      path: '/metrics',
      role: 'operator',
      headers: ['authorization'],
      input: 'none',
      handler: async ({ headers }) => {
        allow(headers['authorization'] ?? '', token);
        return { body: await metrics.text(), headers: { 'Content-Type': metrics.contentType } };
      },
    },
  ],
});

function allow(authorization: string, token: string | null): void {
  if (token === null) return;
  if (!equal(authorization, `Bearer ${token}`))
    throw new CoachError('TOKEN_INVALID', 'Send the token: Authorization: Bearer TOKEN.');
}

/** Whether two texts are the same, in a time that tells nothing of them, nor of their lengths. */
function equal(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
