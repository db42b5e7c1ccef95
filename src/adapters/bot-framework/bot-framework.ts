import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder';
import { CoachError } from '../../domain/errors.ts';
import { isLoopback } from '../../domain/loopback.ts';
import type { BotAnswer, BotFramework } from '../../ports/bot-framework.ts';
import type { Channel, Inbound } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import { activitySchema, botChannels, channelOf, knownNameOf, type Posted } from './activity.ts';
import { type CredentialsFactory, GuardedAuthentication, Refused } from './authentication.ts';
import { createBotChannels } from './channel.ts';
import { type Connectors, createConnectors } from './connectors.ts';
import { cardAction, toInbound } from './inbound.ts';
import { authorityOf, type BotOptions, isAuthenticated } from './options.ts';

type Post = Parameters<BotFramework['answer']>[0];
type Receive = Parameters<BotFramework['answer']>[1];

/** The Bot Framework edge: its protocol, and the channels it carries. */
export interface BotEdge {
  readonly bot: BotFramework;
  readonly channels: readonly Channel[];
}

/** Made with botbuilder's CloudAdapter. `credentials` takes the place of the bot's own token in tests. */
export function createBotFramework(options: BotOptions, log: Log, credentials?: CredentialsFactory): BotEdge {
  const adapter = new CoachAdapter(options, log, credentials);
  const answering = { adapter, log, authenticated: isAuthenticated(options) };
  return {
    channels: createBotChannels(botChannels(options), adapter.connectors),
    bot: {
      answer: (post, receive) => answer(answering, post, receive).catch((error: unknown) => refusalOf(error, log)),
    },
  };
}

/** CloudAdapter with a door in front, and one place for what goes wrong in a turn. */
class CoachAdapter extends CloudAdapter {
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

/** What one edge answers with. */
interface Answering {
  readonly adapter: CoachAdapter;
  readonly log: Log;
  readonly authenticated: boolean;
}

async function answer({ adapter, log, authenticated }: Answering, post: Post, receive: Receive): Promise<BotAnswer> {
  adapter.authentication.checkHeader(post.authorization);
  const parsed = activitySchema.safeParse(post.activity);
  if (!parsed.success || !isServiceUrl(parsed.data.serviceUrl, authenticated)) return { status: 400 };
  const posted = parsed.data;
  let kept: BotAnswer = { status: 500 };
  const said = await adapter.take(post.authorization, post.activity as Activity, async () => {
    kept = await keep(posted, authenticated, log, receive);
  });
  if (kept.status !== 200 || kept.body || !said) return kept;
  return { status: said.status, ...(said.body ? { body: said.body as object } : {}) };
}

async function keep(posted: Posted, authenticated: boolean, log: Log, receive: Receive): Promise<BotAnswer> {
  if (!channelOf(posted.channelId)) {
    log.warn('bot.channel-refused', { channel: knownNameOf(posted.channelId) });
    return { status: 403 };
  }
  const inbound = toInbound(posted, authenticated);
  if (!inbound) return { status: 200 };
  if (!(await isKept(inbound, log, receive))) return { status: 503 };
  if (posted.name !== cardAction) return { status: 200 };
  const type = 'application/vnd.microsoft.activity.message';
  return { status: 200, body: { statusCode: 200, type, value: inbound.text } };
}

/** Whether somebody has the message now. A channel that hears 503 sends it again. */
async function isKept(inbound: Inbound, log: Log, receive: Receive): Promise<boolean> {
  try {
    await receive(inbound);
    return true;
  } catch (error) {
    if (!(error instanceof CoachError) || error.code !== 'STORE_UNAVAILABLE') throw error;
    log.error('bot.unkept', error);
    return false;
  }
}

/** The bot's tokens are sent to a service URL: not in the clear, except on this machine. */
function isServiceUrl(text: string, authenticated: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && (!authenticated || isLoopback(hostname)));
}

/** What was turned away is counted by its code; what else went wrong says nothing of itself. */
function refusalOf(error: unknown, log: Log): BotAnswer {
  if (error instanceof Refused) {
    log.warn('bot.refused', { code: error.code });
    return { status: error.status };
  }
  log.error('bot.failed', error);
  return { status: 500 };
}
