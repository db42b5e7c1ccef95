import type { Pace } from '../../domain/buckets.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { Webhook } from '../../ports/webhook.ts';
import { createTwilioChannel } from './channel.ts';
import { createClient } from './client.ts';
import { paths, type TwilioOptions } from './options.ts';
import { createStatusWebhook } from './status-webhook.ts';
import { createTwilioWebhook } from './webhook.ts';

/** The Twilio edge: what is posted to it, by path, and the channel it carries. */
export interface TwilioEdge {
  readonly webhooks: Readonly<Record<string, Webhook>>;
  readonly channel: Channel;
}

/** Made with Twilio's own client. `pace`: how fast texts go out, where it is not what Twilio takes. */
export const createTwilio = (options: TwilioOptions, log: Log, pace?: Pace): TwilioEdge => ({
  channel: createTwilioChannel(options, createClient(options), pace),
  webhooks: {
    [paths.messages]: createTwilioWebhook(options, log),
    [paths.status]: createStatusWebhook(options, log),
  },
});
