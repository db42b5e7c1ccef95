import type { Activity } from 'botbuilder';
import { isPlain } from '../../domain/message.ts';
import type { Outgoing } from '../../ports/channel.ts';
import { buttonOf } from '../activity/button.ts';
import { cardOf } from './card.ts';
import { channelOf } from './channel-names.ts';
import type { Reference } from './reference.ts';
import { slackMessage } from './slack.ts';

/** What a locked phone shows of a card. */
const summary = 'Side by Side';

/**
 * A message as an activity for its conversation: in Teams a card where it is more than lines of words, in Slack with buttons a
 * message of its own kind, elsewhere text with suggested actions. A notification shows the summary: no word of the message. Never a
 * `replyToId`: Web Chat would wait for it. Pure.
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
  const marked = message.buttons.length > 0 || !isPlain(message.body);
  if (channelId === 'msteams' && marked) {
    const contentType = 'application/vnd.microsoft.card.adaptive';
    return { ...envelope, summary, attachments: [{ contentType, content: cardOf(message) }] };
  }
  if (channelOf(channelId) === 'slack' && message.buttons.length > 0)
    return { ...envelope, channelData: slackMessage(message) };
  const actions = message.buttons.map(({ label }) => buttonOf(label, message.question));
  return {
    ...envelope,
    text: message.text,
    textFormat: 'plain',
    locale: message.language,
    ...(actions.length > 0 ? { suggestedActions: { to: [], actions } } : {}),
  };
}
