import { homeOf } from '../app/catalog/home.ts';
import type { Health } from '../app/health/health.ts';
import type { Config, SlackConfig, TwilioConfig } from '../config/config.ts';
import type { Content } from '../content/content.ts';
import { type ChannelName, channelTraits } from '../domain/channel.ts';
import type { Keys } from '../ports/keys.ts';
import type { Log } from '../ports/log.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { Edge } from '../server/routes/edge.ts';
import { webhookRoutes } from '../server/routes/webhook.ts';
import { openBot } from './bot.ts';

/** What edges are given of the service: what it says, and where problems are told. */
export interface Around {
  readonly content: Pick<Content, 'render'>;
  readonly health: Health;
  readonly pictures: Pictures;
}

/**
 * The edges of a configuration. What is not configured is not loaded.
 * @throws CoachError `BOT_AUTH_REQUIRED`, `CONFIG_INVALID`.
 */
export async function openEdges(config: Config, keys: Keys, log: Log, around: Around): Promise<readonly Edge[]> {
  const own = await Promise.all([
    config.slack ? openSlackEdge(config, config.slack, log, around) : null,
    config.twilio ? openTwilio(config.twilio, config.onCall.noticeNumber, log) : null,
  ]);
  const taken = own.flatMap((edge) => edge?.channels ?? []).map(({ name }) => name);
  const others = await Promise.all([
    config.directLine ? openDirectLine(keys, log, around.pictures) : null,
    openBotEdge(config, log, around.pictures, taken),
  ]);
  const open = [...others, ...own].filter((edge) => edge !== null);
  return config.coveredEntity ? open.map(withoutCoveredChat) : open;
}

/**
 * In a covered entity nothing but crisis texts is sent where a channel's terms forbid to talk with patients, whichever edge
 * carries the channel.
 */
const withoutCoveredChat = (edge: Edge): Edge => ({
  ...edge,
  channels: edge.channels.map((channel) =>
    channelTraits[channel.name].coveredChat ? channel : { ...channel, crisisOnly: true },
  ),
});

async function openDirectLine(keys: Keys, log: Log, pictures: Pictures): Promise<Edge> {
  const [{ createDirectLine }, { directLineRoutes }] = await Promise.all([
    import('../adapters/direct-line/direct-line.ts'),
    import('../server/routes/direct-line.ts'),
  ]);
  const directLine = createDirectLine(keys, pictures);
  return { channels: [directLine.channel], routes: (app) => directLineRoutes(app, directLine, log) };
}

async function openSlackEdge(
  config: Config,
  options: SlackConfig,
  log: Log,
  { content, health, pictures }: Around,
): Promise<Edge> {
  const [{ createSlack }, { slackPaths }] = await Promise.all([
    import('../adapters/slack/slack.ts'),
    import('../adapters/slack/options.ts'),
  ]);
  const { events, interactive, channel, notices } = createSlack(options, {
    log,
    pictures,
    home: homeOf(content, { channel: 'slack', country: config.country, chat: !config.coveredEntity }),
    tokenIs: (good) =>
      good
        ? health.clear('CHANNEL_REVOKED', 'slack')
        : health.report({ code: 'CHANNEL_REVOKED', about: 'slack', blocks: false }),
  });
  const webhooks = { [slackPaths.events]: events, [slackPaths.interactive]: interactive };
  return { channels: [channel], notices: [notices], routes: (app) => webhookRoutes(app, webhooks) };
}

async function openTwilio(config: TwilioConfig, noticeNumber: string | null, log: Log): Promise<Edge> {
  const { createTwilio } = await import('../adapters/twilio/twilio.ts');
  const { channel, notices, webhooks } = createTwilio(
    { ...config, ...(noticeNumber === null ? {} : { noticeNumber }) },
    log,
  );
  return { channels: [channel], notices: [notices], routes: (app) => webhookRoutes(app, webhooks) };
}

async function openBotEdge(
  config: Config,
  log: Log,
  pictures: Pictures,
  taken: readonly ChannelName[],
): Promise<Edge | null> {
  const bot = await openBot(config, log, taken, pictures);
  if (!bot) return null;
  const routes: Edge['routes'] = (app) => webhookRoutes(app, { '/api/messages': bot.webhook });
  return { channels: bot.channels, notices: [bot.notices], routes };
}
