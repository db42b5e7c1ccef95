import type { NoticeAddress, NoticeChannel, NoticeMessage, NoticeOutcome } from '../../ports/notices.ts';
import { bounded } from '../messaging/bounded.ts';
import { outcomeOf } from '../messaging/notice-body.ts';
import { type ConnectorClient, type Connectors, post, replace } from './connectors.ts';
import { noticeCard } from './notice-card.ts';
import { failureOf, noReference } from './outcome.ts';
import { type Reference, readReference } from './reference.ts';

/** A call to a connector, ms. */
const longest = 5_000;

/** Notices as cards of Teams, by the reference that the person's own conversation gave; what was sent is updated in its place. */
export const createTeamsNotices = (connectors: Connectors): NoticeChannel => ({
  kind: 'teams',
  send: (to, message, signal) =>
    call(connectors, to, signal, async (client, reference, abort) => {
      const handle = await post(client, reference, noticeActivity(message, to.address, reference), abort);
      return { ok: true, ...(handle === '' ? {} : { handle }) };
    }),
  update: (to, handle, message, signal) =>
    call(connectors, to, signal, async (client, reference, abort) => {
      const activity = { ...noticeActivity(message, to.address, reference), id: handle };
      await replace(client, { ...reference, activity: handle }, activity, abort);
      return { ok: true };
    }),
});

type Work = (client: ConnectorClient, reference: Reference, signal: AbortSignal) => Promise<NoticeOutcome>;

async function call(connectors: Connectors, to: NoticeAddress, outer: AbortSignal, work: Work): Promise<NoticeOutcome> {
  const reference = readReference(to.reference);
  // The person has not opened the app yet: that passes, and the way has not ended.
  if (!reference) return { ok: false, code: noReference.code };
  try {
    return await bounded(
      longest,
      async (signal) => work(await connectors.clientOf(reference.serviceUrl), reference, signal),
      outer,
    );
  } catch (error) {
    return outcomeOf(failureOf(error, 'crisis', 0, Math.random()));
  }
}

/** An id of the directory is none of the channel's. */
const recipientOf = (id: string): object => (id.startsWith('aad|') ? {} : { recipient: { id, name: '' } });

/** A notice as an activity: a card, and its first line where Teams notifies. An answer is plain words. Pure. */
export function noticeActivity(message: NoticeMessage, address: string, reference: Reference): object {
  const { channelId, conversation: id, bot, tenant } = reference;
  const conversation = { id, ...(tenant === undefined ? {} : { tenantId: tenant }) };
  const common = { type: 'message', channelId, from: { id: bot, name: '' }, ...recipientOf(address) };
  if (message.kind === 'answer') return { ...common, conversation, text: message.text, textFormat: 'plain' };
  const content = noticeCard(message);
  return {
    ...common,
    conversation,
    summary: message.subject,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}
