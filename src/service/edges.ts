import type { Config, TwilioConfig } from '../config/config.ts';
import type { ChannelName } from '../domain/channel.ts';
import type { Keys } from '../ports/keys.ts';
import type { Log } from '../ports/log.ts';
import type { Edge } from '../server/routes/edge.ts';
import { webhookRoutes } from '../server/routes/webhook.ts';
import { openBot } from './bot.ts';

/**
 * The edges of a configuration. What is not configured is not loaded.
 * @throws CoachError `BOT_AUTH_REQUIRED`, `CONFIG_INVALID`.
 */
export async function openEdges(config: Config, keys: Keys, log: Log): Promise<readonly Edge[]> {
  const twilio = config.twilio ? await openTwilio(config.twilio, log) : null;
  const taken = (twilio?.channels ?? []).map(({ name }) => name);
  const edges = await Promise.all([
    config.directLine ? openDirectLine(keys, log) : null,
    openBotEdge(config, log, taken),
  ]);
  return [...edges, twilio].filter((edge) => edge !== null);
}

async function openDirectLine(keys: Keys, log: Log): Promise<Edge> {
  const [{ createDirectLine }, { directLineRoutes }] = await Promise.all([
    import('../adapters/direct-line/direct-line.ts'),
    import('../server/routes/direct-line.ts'),
  ]);
  const directLine = createDirectLine(keys);
  return { channels: [directLine.channel], routes: (app) => directLineRoutes(app, directLine, log) };
}

async function openTwilio(config: TwilioConfig, log: Log): Promise<Edge> {
  const { createTwilio } = await import('../adapters/twilio/twilio.ts');
  const { channel, webhooks } = createTwilio(config, log);
  return { channels: [channel], routes: (app) => webhookRoutes(app, webhooks) };
}

async function openBotEdge(config: Config, log: Log, taken: readonly ChannelName[]): Promise<Edge | null> {
  const bot = await openBot(config, log, taken);
  return bot && { channels: bot.channels, routes: (app) => webhookRoutes(app, { '/api/messages': bot.webhook }) };
}
