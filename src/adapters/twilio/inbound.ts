import { randomUUID } from 'node:crypto';
import type { Inbound } from '../../ports/channel.ts';
import { carrierActOf } from './opt-out.ts';
import type { OptOut } from './options.ts';
import { writeReference } from './reference.ts';
import type { Form } from './signature.ts';

/** The longest number or name that a message comes from. */
const longestAddress = 100;

/**
 * A text as an inbound; `nobody` where it does not say whose it is, `other-app` where it came by another app that the same
 * account carries (`whatsapp:+1555…`). Nothing odd in the other fields costs the text. Uses randomness for an id that is
 * not there.
 */
export function toInbound(form: Form, optOut: OptOut): Inbound | 'nobody' | 'other-app' {
  const address = (form['From'] ?? '').trim();
  if (address === '' || address.length > longestAddress) return 'nobody';
  if (/^[a-z]+:/i.test(address)) return 'other-app';
  const text = form['Body'] ?? '';
  const carrier = carrierActOf(form, optOut);
  const to = (form['To'] ?? '').trim();
  return {
    ...{ channel: 'sms', address, id: form['MessageSid'] || form['SmsSid'] || randomUUID(), text },
    unreadable: Number(form['NumMedia'] ?? 0) > 0,
    ...(to === '' ? {} : { reference: writeReference({ ours: to, theirs: address }) }),
    ...(carrier === null ? {} : { carrier }),
  };
}
