import { isLoopback } from '../loopback.ts';
import type { WayKind } from './person.ts';

/** What an address of a kind of way is, as the end of "give …". */
export const wayAddresses: Readonly<Record<WayKind, string>> = {
  sms: 'a number such as +15550100',
  email: 'an e-mail address',
  teams: 'the id of a Teams user who has written to the coach, such as 29:1abc',
  slack: 'the member id of a Slack user, such as U012AB3CD',
  webhook: 'a URL with https',
  pagerduty: 'a routing key of 32 letters and digits',
};

const shapes: Readonly<Record<Exclude<WayKind, 'webhook'>, RegExp>> = {
  sms: /^\+[1-9]\d{6,14}$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  teams: /^\S{3,300}$/,
  slack: /^[UW][A-Z0-9]{5,20}$/,
  pagerduty: /^[A-Za-z0-9]{20,64}$/,
};

/** Whether an address can be one of a kind of way. Pure. */
export function isWayAddress(kind: WayKind, address: string): boolean {
  if (kind !== 'webhook') return shapes[kind].test(address);
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
