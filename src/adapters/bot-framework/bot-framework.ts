import type { Channel } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { NoticeChannel } from '../../ports/notices.ts';
import { noPictures, type Pictures } from '../../ports/pictures.ts';
import type { Webhook } from '../../ports/webhook.ts';
import type { CredentialsFactory } from './authentication.ts';
import { createBotChannels } from './channel.ts';
import { botChannels } from './channel-names.ts';
import { CoachAdapter } from './coach-adapter.ts';
import { createTeamsNotices } from './notice.ts';
import { type BotOptions, isAuthenticated } from './options.ts';
import { createBotWebhook } from './webhook.ts';

/** The Bot Framework edge: what is posted to it, and the channels it carries. */
export interface BotEdge {
  readonly webhook: Webhook;
  readonly channels: readonly Channel[];
  /** Notices to people on call, in Teams. */
  readonly notices: NoticeChannel;
}

/** Made with botbuilder's CloudAdapter. `credentials` takes the place of the bot's own token in tests. */
export function createBotFramework(
  options: BotOptions,
  log: Log,
  credentials?: CredentialsFactory,
  pictures: Pictures = noPictures,
): BotEdge {
  const adapter = new CoachAdapter(options, log, credentials);
  return {
    channels: createBotChannels(botChannels(options), adapter.connectors, pictures),
    notices: createTeamsNotices(adapter.connectors),
    webhook: createBotWebhook({
      ...{ adapter, log, authenticated: isAuthenticated(options) },
      ...{ tenants: options.tenants, taken: options.taken },
    }),
  };
}
