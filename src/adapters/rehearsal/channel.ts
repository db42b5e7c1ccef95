import type { ChannelName } from '../../domain/channel.ts';
import type { Lane } from '../../domain/frame.ts';
import type { Channel, Rendered, Sent } from '../../ports/channel.ts';

/** A message as a rehearsal shows it. */
export interface Recorded {
  readonly channel: ChannelName;
  readonly address: string;
  readonly at: number;
  readonly lane: Lane;
  readonly effect: string;
  readonly message: Rendered;
  /** What a report of it brings back. */
  readonly receipt: string;
}

/** Channels that keep what is sent instead of sending it, and fail where they are told to. */
export interface RehearsalChannels {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly sent: readonly Recorded[];
  /** The next message to an address fails with this code, once. */
  failNext(address: string, code: string): void;
  /** Every message to an address fails so, until `work`. */
  fail(address: string, failure: { readonly code: string; readonly permanent?: true }): void;
  /** An address takes messages again. */
  work(address: string): void;
}

/** Records all channels but the ones given. */
export function createRehearsalChannels(names: readonly ChannelName[]): RehearsalChannels {
  const sent: Recorded[] = [];
  const failing = new Map<string, { readonly code: string; readonly permanent?: true; readonly once?: true }>();
  const channelOf = (name: ChannelName): Channel => ({
    name,
    reports: true,
    async send({ address, message, effect, lane, at, receipt = '' }): Promise<Sent> {
      const failure = failing.get(address);
      if (failure) {
        const { once, ...failed } = failure;
        if (once) failing.delete(address);
        return { ok: false, ...failed };
      }
      sent.push({ channel: name, address, at, lane, effect, message, receipt });
      return { ok: true };
    },
  });
  return {
    channels: new Map(names.map((name) => [name, channelOf(name)])),
    sent,
    failNext: (address, code) => void failing.set(address, { code, once: true }),
    fail: (address, failure) => void failing.set(address, failure),
    work: (address) => void failing.delete(address),
  };
}
