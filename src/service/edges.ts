import type { Config } from '../config/config.ts';
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
  const edges = await Promise.all([config.directLine ? openDirectLine(keys, log) : null, openBotEdge(config, log)]);
  return edges.filter((edge) => edge !== null);
}

async function openDirectLine(keys: Keys, log: Log): Promise<Edge> {
  const [{ createDirectLine }, { directLineRoutes }] = await Promise.all([
    import('../adapters/direct-line/direct-line.ts'),
    import('../server/routes/direct-line.ts'),
  ]);
  const directLine = createDirectLine(keys);
  return { channels: [directLine.channel], routes: (app) => directLineRoutes(app, directLine, log) };
}

async function openBotEdge(config: Config, log: Log): Promise<Edge | null> {
  const bot = await openBot(config, log);
  return bot && { channels: bot.channels, routes: (app) => webhookRoutes(app, { '/api/messages': bot.webhook }) };
}
