import { randomUUID } from 'node:crypto';
import type { ChannelName } from '../../domain/channel.ts';
import type { Inbound } from '../../ports/channel.ts';
import { channelOf, type Posted } from './activity.ts';
import { referenceOf } from './reference.ts';
import { isUnreadable, saidBy, textOf } from './text.ts';

/** The name of the invoke that an `Action.Execute` button makes. */
export const cardAction = 'adaptiveCard/action';

/**
 * What a person wrote, tapped or installed, as an inbound; null for everything else an activity can be.
 * `authenticated` says whether a user id that the web page made up must not be believed. Uses randomness for an id that
 * the channel did not give.
 */
export function toInbound(posted: Posted, authenticated: boolean): Inbound | null {
  const channel = channelOf(posted.channelId);
  const address = channel && addressOf(posted, channel, authenticated);
  if (!channel || !address) return null;
  const reference = referenceOf(posted);
  const conversation = posted.conversation?.id;
  const from = { channel, address, ...(reference === null || !conversation ? {} : { reference, conversation }) };
  if (isWritten(posted)) {
    const read = { text: textOf(posted), unreadable: isUnreadable(posted) };
    return { ...from, id: posted.id || randomUUID(), ...read };
  }
  // Two activities tell of one installation: what brings the same reference is the same arrival.
  if (isArrival(posted) && reference !== null) return { ...from, id: `arrived|${reference}`, text: '', arrived: true };
  return null;
}

const isWritten = ({ type, name, value }: Posted): boolean =>
  type === 'message' || (type === 'invoke' && name === cardAction && saidBy(value) !== null);

function isArrival({ type, action, membersAdded, recipient }: Posted): boolean {
  if (type === 'installationUpdate') return action === 'add' || action === 'add-upgrade';
  return type === 'conversationUpdate' && (membersAdded ?? []).some((member) => member?.id === recipient?.id);
}

/**
 * The address of who wrote. A web page chooses its user's id unless the token binds it, which Direct Line does for ids
 * that begin with `dl_`; any other is worth no more than its conversation.
 */
function addressOf(
  { from, recipient, conversation }: Posted,
  channel: ChannelName,
  authenticated: boolean,
): string | null {
  const id = from?.id;
  if (!id || id === recipient?.id) return null;
  if (channel === 'web' && authenticated && !id.startsWith('dl_')) return conversation?.id || null;
  return id;
}
