import type { ChannelName } from '../domain/channel.ts';
import { readCode } from '../domain/invite.ts';
import type { Side } from '../domain/partner.ts';
import type { Family } from '../domain/screening.ts';
import type { Inbound } from '../ports/channel.ts';
import type { Keys } from '../ports/keys.ts';

type Digests = { readonly keys: Pick<Keys, 'digest'> };

/** What is kept of an address, to find its owner by. */
export const addressDigest = ({ keys }: Digests, channel: ChannelName, address: string): string =>
  keys.digest('address', `${channel}|${address}`);

/**
 * What is kept of an inbound: 132 bits, for 64 of them are written with each message. The words are part of it: a known id
 * with other words is another message.
 */
export const inboundDigest = ({ keys }: Digests, { channel, address, id, text }: Inbound): string =>
  keys.digest('inbound', JSON.stringify([channel, address, id, text])).slice(0, 22);

/** One alert per partner and family, by construction: its id is a keyed digest of the three (ADR 3). */
export const alertIdOf = ({ keys }: Digests, couple: string, side: Side, group: Family): string =>
  keys.digest('alert', `${couple}|${side}|${group}`);

/** One request for a person per partner, by construction. No family is called so. */
export const requestIdOf = ({ keys }: Digests, couple: string, side: Side): string =>
  keys.digest('alert', `${couple}|${side}|request`);

/** What is kept of an invite code. */
export const inviteDigest = ({ keys }: Digests, code: string): string => keys.digest('invite', readCode(code) ?? code);

/** What keeps a case code from being given twice. */
export const caseDigest = ({ keys }: Digests, caseCode: string): string =>
  keys.digest('case', caseCode.trim().toUpperCase());

/** What is kept of an effect that became an event, so that it is one event however often it is carried out. */
export const effectDigest = ({ keys }: Digests, id: string): string => keys.digest('inbound', id);

/** The id of whoever writes from an address and is not enrolled. */
export const strangerIdOf = ({ keys }: Digests, channel: ChannelName, address: string): string =>
  keys.digest('stranger', `${channel}|${address}`);
