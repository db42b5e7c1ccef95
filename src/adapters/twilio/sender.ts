import { createHash } from 'node:crypto';
import type { Pace } from '../../domain/buckets.ts';
import type { Sender } from './options.ts';
import { numberIn } from './reference.ts';

/**
 * What a message to an address is sent from: the messaging service, which keeps to its numbers by itself; else the number
 * that the partner last wrote to, while it is ours; else one that is always the same for the address, and stays it when
 * others are added or taken away. Pure.
 */
export function senderFor(
  sender: Sender,
  address: string,
  reference: string | undefined,
): { readonly messagingServiceSid: string } | { readonly from: string } {
  if ('service' in sender) return { messagingServiceSid: sender.service };
  const last = numberIn(reference, address);
  if (last !== null && sender.numbers.includes(last)) return { from: last };
  const [first = ''] = sender.numbers.toSorted((one, other) => (rank(one, address) < rank(other, address) ? -1 : 1));
  return { from: first };
}

const rank = (number: string, address: string): string =>
  createHash('sha256').update(`${number}|${address}`).digest('hex');

/**
 * How fast texts go out: a US number sends one a second, and a service has several. What comes faster waits at Twilio, where a
 * crisis text would stand behind it; here it does not. Pure.
 */
export const paceOf = (sender: Sender): Pace => ({ burst: 10, oneEvery: 'service' in sender ? 250 : 1_000 });
