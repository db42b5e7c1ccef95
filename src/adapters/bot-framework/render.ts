import type { Activity } from 'botbuilder';
import { phoneNumbersIn } from '../../domain/phone-numbers.ts';
import type { Outgoing } from '../../ports/channel.ts';
import { buttonOf } from '../activity/button.ts';
import { cardOf } from './card.ts';
import { channelOf } from './channel-names.ts';
import type { Reference } from './reference.ts';
import { slackMessage } from './slack.ts';

/** What a locked phone shows of a card. */
const summary = 'Side by Side';

/**
 * A message as an activity for its conversation: in Teams a card where there is something to tap, be it a button or a
 * crisis line, in Slack a message of its own kind, elsewhere text with suggested actions. A notification shows the summary: no word of the message. Never a `replyToId`: Web Chat would wait for it. Pure.
 */
export function activityOf({ address, message, lane }: Outgoing, reference: Reference): Partial<Activity> {
  const { channelId, conversation: id, bot, tenant } = reference;
  const envelope = {
    type: 'message',
    channelId,
    from: { id: bot, name: '' },
    recipient: { id: address, name: '' },
    conversation: { id, ...(tenant === undefined ? {} : { tenantId: tenant }) } as Activity['conversation'],
  };
  const crisis = lane === 'crisis';
  const tappable = message.buttons.length > 0 || (crisis && phoneNumbersIn(message.text).length > 0);
  if (channelId === 'msteams' && tappable) {
    const contentType = 'application/vnd.microsoft.card.adaptive';
    return { ...envelope, summary, attachments: [{ contentType, content: cardOf(message, crisis) }] };
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
