import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { WebhookPost } from '../../ports/webhook.ts';
import { publicAddress, type TwilioOptions } from './options.ts';

/** The fields of a form, each as it was first given. */
export type Form = Readonly<Record<string, string>>;

/** Why a post was turned away, as a code for the log. */
export type Refusal = 'SIGNATURE_MISSING' | 'SIGNATURE_SHAPE' | 'SIGNATURE_WRONG' | 'FIELDS_TOO_MANY';

/** Twilio sends some thirty fields. More than this are not looked at: a signature over them would cost us dearly. */
const mostFields = 500;

/** A SHA-1 in base64. */
const shape = /^[A-Za-z0-9+/]{27}=$/;

/** The fields of a post that Twilio signed with our token, or why it is none. */
export function authenticForm(options: TwilioOptions, { url, headers, body }: WebhookPost): Form | Refusal {
  const signature = headers['x-twilio-signature'];
  if (signature === undefined || signature === '') return 'SIGNATURE_MISSING';
  if (typeof signature !== 'string' || !shape.test(signature)) return 'SIGNATURE_SHAPE';
  if (body.split('&', mostFields + 1).length > mostFields) return 'FIELDS_TOO_MANY';
  const fields = fieldsOf(body);
  const signed = Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  );
  if (!isValid(options.authToken, signature, publicAddress(options, url), signed)) return 'SIGNATURE_WRONG';
  return Object.fromEntries([...fields].map(([name, [first = '']]) => [name, first]));
}

function fieldsOf(body: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(body)) {
    const known = fields.get(name);
    if (known) known.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** An address that is none was not signed by Twilio. */
function isValid(authToken: string, signature: string, url: string, fields: Record<string, unknown>): boolean {
  try {
    return validateRequest(authToken, signature, url, fields);
  } catch {
    return false;
  }
}
