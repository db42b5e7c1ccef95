import type { Pace } from '../../domain/buckets.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { NoticeChannel } from '../../ports/notices.ts';
import type { Webhook } from '../../ports/webhook.ts';
import { createTwilioChannel } from './channel.ts';
import { createClient } from './client.ts';
import { createSmsNotices } from './notice.ts';
import { paths, type TwilioOptions } from './options.ts';
import { createStatusWebhook } from './status-webhook.ts';
import { createTwilioWebhook } from './webhook.ts';

/** The Twilio edge: what is posted to it, by path, and the channel it carries. */
export interface TwilioEdge {
  readonly webhooks: Readonly<Record<string, Webhook>>;
  readonly channel: Channel;
  /** Notices to people on call. */
  readonly notices: NoticeChannel;
}

/** Made with Twilio's own client. `pace`: how fast texts go out, where it is not what Twilio takes. */
export function createTwilio(options: TwilioOptions, log: Log, pace?: Pace): TwilioEdge {
  const client = createClient(options);
  return {
    channel: createTwilioChannel(options, client, pace),
    notices: createSmsNotices(options, client),
    webhooks: {
      [paths.messages]: createTwilioWebhook(options, log),
      [paths.status]: createStatusWebhook(options, log),
    },
  };
}
