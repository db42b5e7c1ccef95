import type { BotEdge } from '../adapters/bot-framework/bot-framework.ts';
import { checkBotOptions } from '../adapters/bot-framework/options.ts';
import type { Config } from '../config/config.ts';
import { isLoopback } from '../domain/loopback.ts';
import type { Log } from '../ports/log.ts';

/**
 * The Bot Framework edge of a configuration; null where none is configured and none may run without authentication. Loads
 * botbuilder only when it is wanted. Where partner chat on Slack is off, nothing is sent there.
 * @throws CoachError `BOT_AUTH_REQUIRED`, `CONFIG_INVALID`.
 */
export async function openBot(config: Config, log: Log): Promise<BotEdge | null> {
  const { bot, host, slackChat } = config;
  const production = config.environment === 'production';
  if (!bot && (production || !isLoopback(host))) return null;
  checkBotOptions(bot ?? {}, { host, production });
  const { createBotFramework } = await import('../adapters/bot-framework/bot-framework.ts');
  return createBotFramework({ ...bot, slackChat }, log);
}
