import type { ChannelName } from '../../domain/channel.ts';
import type { Channel, Outgoing } from '../../ports/channel.ts';
import { readReference } from './reference.ts';

type ChannelPace = NonNullable<Channel['pace']>;

/** What a reference says, or the address where there is none: nothing goes there anyway. */
const by =
  (what: 'tenant' | 'bot' | 'conversation') =>
  ({ reference, address }: Outgoing): string =>
    readReference(reference)?.[what] ?? address;

const paces: Readonly<Partial<Record<ChannelName, ChannelPace>>> = {
  // Teams takes 50 requests a second from an app in an organisation.
  teams: { burst: 50, oneEvery: 20, sender: by('tenant') },
  // A US number sends about one text a second; what comes faster waits at the provider, a crisis text behind it.
  sms: { burst: 10, oneEvery: 1_000, sender: by('bot') },
  // Slack takes about one message a second in a conversation.
  slack: { burst: 10, oneEvery: 1_000, sender: by('conversation') },
};

/** How fast a channel of Azure Bot Service takes messages; at any rate where nothing is known. Pure. */
export const paceOf = (name: ChannelName): Pick<Channel, 'pace'> => {
  const pace = paces[name];
  return pace ? { pace } : {};
};
