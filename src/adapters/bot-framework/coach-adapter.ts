import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder';
import type { Log } from '../../ports/log.ts';
import { type CredentialsFactory, GuardedAuthentication } from './authentication.ts';
import { type Connectors, createConnectors } from './connectors.ts';
import { authorityOf, type BotOptions } from './options.ts';

/** CloudAdapter with our check of tokens before its own, and one place for what goes wrong in a turn. */
export class CoachAdapter extends CloudAdapter {
  readonly connectors: Connectors;
  readonly authentication: GuardedAuthentication;

  constructor(options: BotOptions, log: Log, credentials?: CredentialsFactory) {
    const authentication = new GuardedAuthentication(options, () => this.connectors, credentials);
    super(authentication);
    this.authentication = authentication;
    const own = this.createClaimsIdentity(options.appId ?? '');
    this.connectors = createConnectors(authentication.createConnectorFactory(own), authorityOf(options)?.oauthScope);
    this.onTurnError = async (_context: TurnContext, error: Error) => log.error('bot.turn', error);
  }

  /** One activity through authentication and turn. @throws Refused */
  take(authorization: string, activity: Activity, logic: () => Promise<void>) {
    return this.processActivity(authorization, activity, logic);
  }
}
