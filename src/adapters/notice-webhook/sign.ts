import { createHmac } from 'node:crypto';

/** A secret as the Standard Webhooks write it: base64 after this. Any other is taken as it stands. */
const prefix = 'whsec_';

const keyOf = (secret: string): Buffer =>
  secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : Buffer.from(secret);

/**
 * The headers of a signed post, as the Standard Webhooks have them (https://www.standardwebhooks.com): `v1,` and the base64 of
 * HMAC-SHA256 over `id.timestamp.body`. `timestamp`: seconds. Pure.
 */
export const signedHeaders = (secret: string, id: string, timestamp: number, body: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
});
