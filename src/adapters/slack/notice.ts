import type { ChatUpdateArguments, KnownBlock } from '@slack/web-api';
import type { NoticeChannel, NoticeMessage, NoticeOutcome } from '../../ports/notices.ts';
import { noticeBody, outcomeOf } from '../messaging/notice-body.ts';
import type { SlackClient } from './client.ts';
import { failureOf } from './outcome.ts';
import { sectionsOf } from './sections.ts';

/** How an action of a notice begins: what is tapped there is no answer of a partner. */
export const noticeAction = 'notice-';

/**
 * Notices as direct messages of the clinic's own Slack app, with buttons; `chat.update` shows what became of the case. The
 * envelope alone, whatever the clinic is: it holds nothing that Slack's terms forbid.
 */
export const createSlackNotices = (client: Pick<SlackClient, 'post' | 'update'>): NoticeChannel => ({
  kind: 'slack',
  send: ({ address, reference }, message, signal) =>
    attempt(async () => {
      const { channel, ts } = await client.post({ channel: reference ?? address, ...noticeMessageOf(message) }, signal);
      return { ok: true, ...(channel && ts ? { handle: `${channel}:${ts}` } : {}) };
    }),
  update: (_, handle, message, signal) =>
    attempt(async () => {
      const [channel = '', ts = ''] = handle.split(':');
      await client.update({ channel, ts, ...noticeMessageOf(message) } as ChatUpdateArguments, signal);
      return { ok: true };
    }),
});

async function attempt(work: () => Promise<NoticeOutcome>): Promise<NoticeOutcome> {
  try {
    return await work();
  } catch (error) {
    return outcomeOf(failureOf(error, 'crisis', 0, Math.random()));
  }
}

/** A notice as a message of Slack. A locked phone shows its first line: an envelope too. Pure. */
export function noticeMessageOf(message: NoticeMessage) {
  const buttons = message.acts.map(({ act, label, token }) => ({
    type: 'button' as const,
    action_id: `${noticeAction}${act}`,
    text: { type: 'plain_text' as const, text: label, emoji: false },
    value: token,
    ...(act === 'claim' ? { style: 'primary' as const } : {}),
  }));
  const actions: KnownBlock[] = buttons.length > 0 ? [{ type: 'actions', block_id: 'notice', elements: buttons }] : [];
  return {
    text: message.subject || message.text,
    blocks: [...sectionsOf(noticeBody(message)), ...actions],
    unfurl_links: false,
    unfurl_media: false,
  } as const;
}
