import type { Activity } from 'botbuilder';
import { channelTraits } from '../../domain/channel.ts';
import { filesOf, isPlain } from '../../domain/message.ts';
import type { Outgoing, Rendered } from '../../ports/channel.ts';
import { noPictures, type Pictures } from '../../ports/pictures.ts';
import { buttonOf } from '../activity/button.ts';
import { fileAttachments } from '../messaging/file-attachments.ts';
import { type Picture, pictureFile, pictureIn } from '../messaging/picture-in.ts';
import { textsOf } from '../messaging/texts.ts';
import { cardOf } from './card.ts';
import { channelOf } from './channel-names.ts';
import type { Reference } from './reference.ts';
import { slackMessage } from './slack.ts';

/** What a locked phone shows of a card. */
const summary = 'Side by Side';

/**
 * A message as the activities that it takes, in order: in Teams a card where it is more than lines of words or a crisis, in
 * Slack a message of its own kind, as texts as many as their length makes of it, elsewhere text with suggested actions. A
 * notification of Teams shows the summary: no word of the message. Never a `replyToId`: Web Chat would wait for it. Pure.
 */
export function activitiesOf(
  outgoing: Outgoing,
  reference: Reference,
  pictures: Pictures = noPictures,
): readonly Partial<Activity>[] {
  const { address } = outgoing;
  const { channelId, conversation: id, bot, tenant } = reference;
  const envelope = {
    type: 'message',
    channelId,
    from: { id: bot, name: '' },
    recipient: { id: address, name: '' },
    conversation: { id, ...(tenant === undefined ? {} : { tenantId: tenant }) } as Activity['conversation'],
  };
  return contentsOf(outgoing, channelId, pictures).map((content) => ({ ...envelope, ...content }));
}

function contentsOf({ message, lane }: Outgoing, channelId: string, pictures: Pictures): readonly Partial<Activity>[] {
  const isCrisis = lane === 'crisis';
  const picture = pictureIn(message, pictures);
  switch (channelOf(channelId)) {
    case 'teams':
      return [
        isCrisis || picture || message.buttons.length > 0 || !isPlain(message.body)
          ? cardIn(message, isCrisis, picture)
          : words(message),
      ];
    case 'slack':
      return [{ channelData: slackMessage(message) }];
    case 'sms':
      return textsOf(message.text, channelTraits.sms.longest ?? undefined).map((text) => words({ ...message, text }));
    default:
      return [{ ...words(message), ...suggested(message), ...attached(message, picture) }];
  }
}

const cardIn = (message: Rendered, isCrisis: boolean, picture: Picture | null): Partial<Activity> => ({
  summary,
  attachments: [
    { contentType: 'application/vnd.microsoft.card.adaptive', content: cardOf(message, isCrisis, picture) },
  ],
});

/** The picture in the message itself: no address, so nothing of it lies anywhere else. A file by its link, for a day. */
function attached({ body }: Pick<Rendered, 'body'>, picture: Picture | null): Partial<Activity> {
  const attachments = [
    ...(picture ? [{ contentType: 'image/png', contentUrl: picture.url, name: pictureFile }] : []),
    ...fileAttachments(filesOf(body)),
  ];
  return attachments.length > 0 ? { attachments } : {};
}

const words = ({ text, language }: Rendered): Partial<Activity> => ({ text, textFormat: 'plain', locale: language });

function suggested({ buttons, question }: Rendered): Partial<Activity> {
  const actions = buttons.map(({ label }) => buttonOf(label, question));
  return actions.length > 0 ? { suggestedActions: { to: [], actions } } : {};
}
