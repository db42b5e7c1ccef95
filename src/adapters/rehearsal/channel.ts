import type { Lane } from '../../domain/frame.ts';
import type { ChannelName } from '../../domain/partner.ts';
import type { Channel, Rendered, Sent } from '../../ports/channel.ts';

/** A message as a rehearsal shows it. */
export interface Recorded {
  readonly channel: ChannelName;
  readonly address: string;
  readonly at: number;
  readonly lane: Lane;
  readonly effect: string;
  readonly message: Rendered;
}

/** Channels that keep what is sent instead of sending it, and fail where they are told to. */
export interface RehearsalChannels {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly sent: readonly Recorded[];
  /** The next message to an address fails with this code, once. */
  failNext(address: string, code: string): void;
}

/** Records all channels but the ones given. */
export function createRehearsalChannels(names: readonly ChannelName[]): RehearsalChannels {
  const sent: Recorded[] = [];
  const failing = new Map<string, string>();
  const channelOf = (name: ChannelName): Channel => ({
    name,
    async send({ address, message, effect, lane, at }): Promise<Sent> {
      const code = failing.get(address);
      failing.delete(address);
      if (code !== undefined) return { ok: false, code };
      sent.push({ channel: name, address, at, lane, effect, message });
      return { ok: true };
    },
  });
  return {
    channels: new Map(names.map((name) => [name, channelOf(name)])),
    sent,
    failNext: (address, code) => {
      failing.set(address, code);
    },
  };
}
