import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import { within } from '../messaging/bounded.ts';
import { looksLikeChannelToken } from './bearer.ts';
import type { Connectors } from './connectors.ts';
import { authorityOf, type BotOptions, isAuthenticated, issuerOf } from './options.ts';

type Base = ConfigurationBotFrameworkAuthentication;
export type CredentialsFactory = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];
type Authenticated = Awaited<ReturnType<Base['authenticateRequest']>>;
type UserTokenClient = Awaited<ReturnType<Base['createUserTokenClient']>>;

/** Why a post was refused: its token is not valid (401), or it cannot be checked just now (503). */
export class Refused extends Error {
  readonly status: 401 | 503;
  readonly code: string;

  constructor(status: 401 | 503, code: string) {
    super(code);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }
}

/** How long the signing keys may take, ms, and how many posts may wait for them. */
const patience = 5_000;
const mostWaiting = 64;

/**
 * botbuilder's own authentication behind a check of ours: what cannot be a channel's token never gets to it (ADR 7), it
 * cannot hang, its errors say nothing, and a turn gets a connector that is there already.
 */
export class GuardedAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #options: BotOptions;
  readonly #connectors: () => Connectors;
  #waiting = 0;

  constructor(options: BotOptions, connectors: () => Connectors, credentials?: CredentialsFactory) {
    super(settingsOf(options), credentials);
    this.#options = options;
    this.#connectors = connectors;
  }

  /** Whether the header is worth a look. @throws Refused */
  checkHeader(authorization: string): void {
    if (isAuthenticated(this.#options) && !looksLikeChannelToken(authorization, issuerOf(this.#options)))
      throw new Refused(401, 'TOKEN_SHAPE');
  }

  override async authenticateRequest(activity: Activity, authorization: string): Promise<Authenticated> {
    this.checkHeader(authorization);
    if (this.#waiting >= mostWaiting) throw new Refused(503, 'KEYS_UNAVAILABLE');
    this.#waiting += 1;
    try {
      const result = await within(patience, super.authenticateRequest(activity, authorization));
      return { ...result, connectorFactory: { create: (url) => this.#connectors().clientOf(url) } };
    } catch (error) {
      throw isOutage(error) ? new Refused(503, 'KEYS_UNAVAILABLE') : new Refused(401, 'TOKEN_INVALID');
    } finally {
      this.#waiting -= 1;
    }
  }

  /** No sign-in to another service is offered. */
  override createUserTokenClient(): Promise<UserTokenClient> {
    return Promise.resolve({} as UserTokenClient);
  }
}

/** Whether the keys could not be had, rather than that a token was wrong. Pure. */
function isOutage(error: unknown): boolean {
  const { name, statusCode } = (error ?? {}) as { name?: unknown; statusCode?: unknown };
  return name === 'TimeoutError' || name === 'FetchError' || statusCode === 500;
}

function settingsOf(options: BotOptions): ConfigurationBotFrameworkAuthenticationOptions {
  const { appId, appPassword, appType, tenantId } = options;
  const authority = authorityOf(options);
  return {
    ...(appId ? { MicrosoftAppId: appId } : {}),
    ...(appPassword ? { MicrosoftAppPassword: appPassword } : {}),
    ...(appType ? { MicrosoftAppType: appType } : {}),
    ...(tenantId ? { MicrosoftAppTenantId: tenantId } : {}),
    ...(authority
      ? {
          ToBotFromChannelOpenIdMetadataUrl: authority.openIdUrl,
          ToBotFromEmulatorOpenIdMetadataUrl: authority.openIdUrl,
          ToBotFromChannelTokenIssuer: authority.tokenIssuer,
          ToChannelFromBotLoginUrl: authority.loginUrl,
          ToChannelFromBotOAuthScope: authority.oauthScope,
          OAuthUrl: authority.tokenIssuer,
          ValidateAuthority: true,
        }
      : {}),
  };
}
