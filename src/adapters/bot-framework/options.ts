import type { ChannelName } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { isLoopback } from '../../domain/loopback.ts';

/** A bot's registration. Nothing in it: no authentication, for a machine's own use. */
export interface BotOptions {
  /** `COACH_BOT_APP_ID` */
  readonly appId?: string;
  /** `COACH_BOT_APP_PASSWORD` */
  readonly appPassword?: string;
  /** `COACH_BOT_APP_TYPE` */
  readonly appType?: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMsi';
  /** `COACH_BOT_TENANT_ID` */
  readonly tenantId?: string;
  /** Channels with an edge of their own: nothing of theirs is taken here. */
  readonly taken?: readonly ChannelName[];
  /** Channels that nothing is sent to: those, and what is off. */
  readonly without?: readonly ChannelName[];
  /** `COACH_BOT_TENANTS`: the organisations whose people may write from Teams; any without it. */
  readonly tenants?: readonly string[];
  /** Another authority than Microsoft's public cloud: all four settings of it, or none. */
  readonly authority?: Partial<Authority>;
}

/** Who signs what the bot receives, and who gives it the tokens it sends with. */
export interface Authority {
  /** `COACH_BOT_OPENID_URL`: the OpenID document that leads to the signing keys. */
  readonly openIdUrl: string;
  /** `COACH_BOT_TOKEN_ISSUER`: the `iss` of a channel's token. */
  readonly tokenIssuer: string;
  /** `COACH_BOT_LOGIN_URL`: where the bot's own token comes from. */
  readonly loginUrl: string;
  /** `COACH_BOT_OAUTH_SCOPE`: what that token is for. */
  readonly oauthScope: string;
}

const authorityKeys = ['openIdUrl', 'tokenIssuer', 'loginUrl', 'oauthScope'] as const;

/** The issuer of Microsoft's public cloud. */
const publicIssuer = 'https://api.botframework.com';

/** The whole authority; null for Microsoft's public cloud. @throws CoachError `CONFIG_INVALID` when a part is missing. */
export function authorityOf({ authority = {} }: BotOptions): Authority | null {
  const given = authorityKeys.filter((key) => authority[key]);
  if (given.length === 0) return null;
  if (given.length === authorityKeys.length) return authority as Authority;
  throw new CoachError(
    'CONFIG_INVALID',
    'Set COACH_BOT_OPENID_URL, COACH_BOT_TOKEN_ISSUER, COACH_BOT_LOGIN_URL and COACH_BOT_OAUTH_SCOPE, or none of them.',
    { set: given.length, of: authorityKeys.length },
  );
}

/** The one issuer whose tokens are looked at. Pure. */
export const issuerOf = (options: BotOptions): string => authorityOf(options)?.tokenIssuer ?? publicIssuer;

/** Whether activities have to prove where they come from. Pure. */
export const isAuthenticated = (options: BotOptions): boolean => (options.appId ?? '') !== '';

/**
 * Lets a bot without authentication run on this machine only, and never in production.
 * @throws CoachError `BOT_AUTH_REQUIRED`, `CONFIG_INVALID`.
 */
export function checkBotOptions(options: BotOptions, place: { readonly host: string; readonly production: boolean }) {
  authorityOf(options);
  checkRegistration(options);
  if (isAuthenticated(options) || (isLoopback(place.host) && !place.production)) return;
  throw new CoachError(
    'BOT_AUTH_REQUIRED',
    'Set COACH_BOT_APP_ID and COACH_BOT_APP_PASSWORD: without them anybody could write as anybody.',
    { production: place.production },
  );
}

function checkRegistration(options: BotOptions): void {
  const { appPassword, appType = 'MultiTenant', tenantId } = options;
  if (!isAuthenticated(options)) return;
  const lacks = [
    ...(appType === 'UserAssignedMsi' || appPassword ? [] : ['COACH_BOT_APP_PASSWORD']),
    ...(appType === 'MultiTenant' || tenantId ? [] : ['COACH_BOT_TENANT_ID']),
  ];
  if (lacks.length === 0) return;
  throw new CoachError('CONFIG_INVALID', `A bot of the type ${appType} also needs ${lacks.join(' and ')}.`, {
    names: lacks.join(' '),
  });
}
