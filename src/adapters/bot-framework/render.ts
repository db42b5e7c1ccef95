import type { Activity } from 'botbuilder';
import type { Outgoing } from '../../ports/channel.ts';
import { cardOf } from './card.ts';
import type { Reference } from './reference.ts';

/**
 * A message as an activity for its conversation: in Teams a card where there is something to tap, elsewhere text with
 * suggested actions. Never a `replyToId`: Web Chat would wait for it. Pure.
 */
export function activityOf({ address, message }: Outgoing, reference: Reference): Partial<Activity> {
  const { channelId, conversation: id, bot, tenant } = reference;
  const envelope = {
    type: 'message',
    channelId,
    from: { id: bot, name: '' },
    recipient: { id: address, name: '' },
    conversation: { id, ...(tenant === undefined ? {} : { tenantId: tenant }) } as Activity['conversation'],
  };
  if (channelId === 'msteams' && message.buttons.length > 0) {
    const contentType = 'application/vnd.microsoft.card.adaptive';
    return { ...envelope, attachments: [{ contentType, content: cardOf(message) }] };
  }
  const actions = message.buttons.map(({ label }) => ({ type: 'imBack', title: label, value: label }));
  return {
    ...envelope,
    text: message.text,
    textFormat: 'plain',
    locale: message.language,
    ...(actions.length > 0 ? { suggestedActions: { to: [], actions } } : {}),
  };
}
