import type { ChatUpdateArguments } from '@slack/web-api';
import type { Log } from '../../ports/log.ts';
import type { TapAnswer } from '../../ports/notices.ts';
import type { SlackClient } from './client.ts';
import type { Interaction } from './event.ts';
import { noticeMessageOf } from './notice.ts';
import { failureOf } from './outcome.ts';
import { sectionsOf } from './sections.ts';

interface Showing {
  readonly client: Pick<SlackClient, 'update' | 'post'>;
  readonly log: Log;
}

/**
 * What a tap came to: in the notice itself, as the case is now, with the answer below it; where there is none to show, or where that
 * fails, as a message of its own. The tap counts whatever becomes of it. Touches the network. Never rejects.
 */
export async function showTap(
  posted: Interaction,
  { said, message }: TapAnswer,
  { client, log }: Showing,
): Promise<void> {
  const channel = posted.container?.channel_id ?? posted.channel?.id ?? posted.user?.id;
  const ts = posted.container?.message_ts ?? posted.message?.ts;
  if (!channel) return;
  const answer = sectionsOf([{ type: 'line', inlines: [{ type: 'text', text: said }] }]);
  try {
    if (message && ts) {
      const now = noticeMessageOf(message);
      await client.update({ channel, ts, ...now, blocks: [...now.blocks, ...answer] } as ChatUpdateArguments);
      return;
    }
  } catch (error) {
    log.warn('slack.card-kept', { code: failureOf(error, 'crisis', 0, 0).code });
  }
  await client
    .post({ channel, text: said, blocks: answer } as Parameters<SlackClient['post']>[0])
    .catch((error: unknown) => log.warn('slack.answer-unsent', { code: failureOf(error, 'crisis', 0, 0).code }));
}
