import type { ChannelName } from './channel.ts';

/**
 * One place a partner can be written to. `id` is the channel's own id: a phone number, a user id. `reference` is what the
 * channel needs to write first, in its own words: nobody else reads it.
 */
export interface Address {
  readonly channel: ChannelName;
  readonly id: string;
  readonly verified: boolean;
  readonly reference?: string;
  /** The channel's own id of the conversation that the reference leads to, where it has one. */
  readonly conversation?: string;
  /** The app is installed there. */
  readonly installed?: true;
  /** Set once its provider has said that it will take nothing more; a message from there takes it away. */
  readonly ended?: Ended;
}

/**
 * Why and when (domain time) an address ended. `code` is of `providerCode`'s shape. `optedOut`: its carrier was told STOP and
 * refuses everything, so that not any message from there opens it again, but START alone.
 */
export interface Ended {
  readonly code: string;
  readonly at: number;
  readonly optedOut?: true;
}

/** Whether two addresses are the same place. Pure. */
export const isSameAddress = (one: Pick<Address, 'channel' | 'id'>, other: Pick<Address, 'channel' | 'id'>): boolean =>
  one.channel === other.channel && one.id === other.id;

/** Whether something can be sent to an address. Pure. */
export const isReachable = ({ verified, ended }: Address): boolean => verified && ended === undefined;

/** Where a message came from. */
export type Source = Pick<Address, 'channel' | 'id' | 'reference' | 'conversation'>;

/** The channel that somebody is written to: the one they wrote from last, among those that take something. Pure. */
export const channelNow = ({ addresses }: { readonly addresses: readonly Address[] }): ChannelName | undefined =>
  addresses.find(isReachable)?.channel;
