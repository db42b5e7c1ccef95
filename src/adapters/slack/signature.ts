import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookPost } from '../../ports/webhook.ts';

/** How far the time of a post may lie from ours, seconds: what is older may be a recorded one. */
const window = 5 * 60;

/**
 * Whether Slack posted this just now: the signature is the HMAC (SHA-256) of `v0:timestamp:body` by the app's secret, and
 * the timestamp lies within five minutes of `now` (epoch ms). Compares in constant time. Pure.
 */
export function isSigned(
  { headers, body }: Pick<WebhookPost, 'headers' | 'body'>,
  secret: string,
  now: number,
): boolean {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > window) return false;
  const [expected, given] = [signatureOf(secret, timestamp, body), signature].map((text) => Buffer.from(text));
  return expected !== undefined && given?.length === expected.length && timingSafeEqual(given, expected);
}

/** The signature of a body. Pure. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
