import type { Log } from '../../ports/log.ts';
import type { NoticeTap, TapAnswer } from '../../ports/notices.ts';
import type { Receiver, WebhookAnswer } from '../../ports/webhook.ts';
import { bounded } from '../messaging/bounded.ts';
import type { Posted } from './activity.ts';
import { type Connectors, post, replace } from './connectors.ts';
import { cardAction } from './inbound.ts';
import { noticeCard } from './notice-card.ts';
import { failureOf } from './outcome.ts';
import { readReference, referenceOf } from './reference.ts';

/** How long a client may be shown what became of its tap, ms. */
const longest = 5_000;

/**
 * A tap on a notice: done first, then answered. `Action.Execute` is given the card as the case is now in the place of the one it
 * stood on; an `Action.Submit` waits for no answer, and gets a message and its card updated. Rejects as `tap` does.
 */
export async function answerTap(
  tap: NoticeTap,
  posted: Posted,
  connectors: Connectors,
  to: Pick<Receiver, 'tap'>,
  log: Log,
): Promise<WebhookAnswer> {
  const answer = await to.tap(tap);
  if (posted.name === cardAction) return { status: 200, body: { statusCode: 200, ...shown(answer) } };
  void showSubmit(posted, answer, connectors, log);
  return { status: 200 };
}

const shown = ({ said, message }: TapAnswer): object =>
  message
    ? { type: 'application/vnd.microsoft.card.adaptive', value: noticeCard(message, said) }
    : { type: 'application/vnd.microsoft.activity.message', value: said };

async function showSubmit(
  posted: Posted,
  { said, message }: TapAnswer,
  connectors: Connectors,
  log: Log,
): Promise<void> {
  const reference = readReference(referenceOf(posted) ?? undefined);
  if (!reference) return;
  const { channelId, conversation: id, bot } = reference;
  const common = { type: 'message', channelId, from: { id: bot, name: '' }, conversation: { id } };
  try {
    await bounded(longest, async (signal) => {
      const client = await connectors.clientOf(reference.serviceUrl);
      await post(client, reference, { ...common, text: said, textFormat: 'plain' }, signal);
      if (!message || !posted.replyToId) return;
      const attachments = [
        { contentType: 'application/vnd.microsoft.card.adaptive', content: noticeCard(message, said) },
      ];
      const activity = { ...common, id: posted.replyToId, attachments };
      await replace(client, { ...reference, activity: posted.replyToId }, activity, signal);
    });
  } catch (error) {
    log.warn('bot.card-kept', { code: failureOf(error, 'crisis', 0, 0).code });
  }
}
