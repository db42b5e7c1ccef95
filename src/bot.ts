import type { BotEdge } from './adapters/bot-framework/bot-framework.ts';
import { type BotOptions, checkBotOptions, isLoopback } from './adapters/bot-framework/options.ts';
import type { Log } from './ports/log.ts';

/** What a bot is configured by. `NODE_ENV` is `production` where people are served. */
export type BotSettings = Readonly<Record<string, string | undefined>>;

/**
 * The Bot Framework edge of a configuration; null where none is configured and none may run without authentication. Loads
 * botbuilder only when it is wanted.
 * @throws CoachError `BOT_AUTH_REQUIRED`, `CONFIG_INVALID`.
 */
export async function openBot(settings: BotSettings, host: string, log: Log): Promise<BotEdge | null> {
  const place = { host, production: settings['NODE_ENV'] === 'production' };
  const isConfigured = Object.keys(settings).some((key) => key.startsWith('COACH_BOT_') && settings[key]);
  if (!isConfigured && (place.production || !isLoopback(host))) return null;
  const options = botOptions(settings);
  checkBotOptions(options, place);
  const { createBotFramework } = await import('./adapters/bot-framework/bot-framework.ts');
  return createBotFramework(options, log);
}

function botOptions(settings: BotSettings): BotOptions {
  return onlySet({
    appId: settings['COACH_BOT_APP_ID'],
    appPassword: settings['COACH_BOT_APP_PASSWORD'],
    appType: settings['COACH_BOT_APP_TYPE'] as BotOptions['appType'],
    tenantId: settings['COACH_BOT_TENANT_ID'],
    authority: onlySet({
      openIdUrl: settings['COACH_BOT_OPENID_URL'],
      tokenIssuer: settings['COACH_BOT_TOKEN_ISSUER'],
      loginUrl: settings['COACH_BOT_LOGIN_URL'],
      oauthScope: settings['COACH_BOT_OAUTH_SCOPE'],
    }),
  });
}

type Set<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

const onlySet = <T extends object>(given: T): Set<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')) as Set<T>;
