import type { Activity } from 'botbuilder';
import type { ChannelName } from '../../domain/channel.ts';
import { CoachError } from '../../domain/errors.ts';
import { isLoopback } from '../../domain/loopback.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { Receiver, Webhook, WebhookAnswer } from '../../ports/webhook.ts';
import { cardCallsOf, cardWordsOf, isCrisisCard, saidBy } from '../activity/value.ts';
import { activitySchema, knownNameOf, type Posted } from './activity.ts';
import { Refused } from './authentication.ts';
import { answeredCard } from './card.ts';
import { channelOf } from './channel-names.ts';
import type { CoachAdapter } from './coach-adapter.ts';
import { cardAction, toInbound, toNoticeTap } from './inbound.ts';
import { tenantOf } from './reference.ts';
import { showSlackAnswer } from './slack-answer.ts';
import { answerTap } from './tap-answer.ts';
import { showTyping } from './typing.ts';

type Post = Parameters<Webhook['answer']>[0];
type Receive = Receiver['receive'];

/** What Teams and the channels of Azure Bot Service post, one activity at a time. */
export const createBotWebhook = (answering: Answering): Webhook => ({
  answer: (post, to) => answer(answering, post, to).catch((error: unknown) => refusalOf(error, answering.log)),
});

/**
 * What it answers with. `authenticated`: whether activities have to prove where they come from. `tenants`: those of Teams that
 * are let in; all without it. `taken`: channels that have an edge of their own.
 */
export interface Answering {
  readonly adapter: CoachAdapter;
  readonly log: Log;
  readonly authenticated: boolean;
  readonly tenants?: readonly string[] | undefined;
  readonly taken?: readonly ChannelName[] | undefined;
}

async function answer(answering: Answering, post: Post, to: Receiver): Promise<WebhookAnswer> {
  const { adapter, log, authenticated } = answering;
  const authorization = headerOf(post.headers['authorization']);
  adapter.authentication.checkHeader(authorization);
  const activity = readJson(post.body);
  const parsed = activitySchema.safeParse(activity);
  if (!parsed.success || !isServiceUrl(parsed.data.serviceUrl, authenticated)) {
    log.warn('bot.not-an-activity');
    return { status: 400 };
  }
  const posted = parsed.data;
  let kept: WebhookAnswer = { status: 500 };
  const said = await adapter.take(authorization, activity as Activity, async () => {
    kept = await keep(posted, answering, to);
  });
  if (kept.status !== 200 || kept.body || !said) return kept;
  return said.body ? { status: said.status, body: said.body as object } : { status: said.status };
}

const headerOf = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '');

/** The posted JSON; undefined for anything else. */
function readJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Why an activity is none of ours, as a log has it; null where it is let in. */
function refusedAs(posted: Posted, { tenants, taken = [] }: Answering): string | null {
  const channel = channelOf(posted.channelId);
  if (!channel || taken.includes(channel)) return 'bot.channel-refused';
  const isOurs = channel !== 'teams' || !tenants || tenants.includes(tenantOf(posted) ?? '');
  return isOurs ? null : 'bot.tenant-refused';
}

async function keep(posted: Posted, answering: Answering, to: Receiver): Promise<WebhookAnswer> {
  const { adapter, log, authenticated } = answering;
  const refused = refusedAs(posted, answering);
  const tap = toNoticeTap(posted, refused !== null);
  if (refused) {
    log.warn(refused, { channel: knownNameOf(posted.channelId) });
    if (tap) await to.tap(tap);
    return { status: 403 };
  }
  if (tap) return answerTap(tap, posted, adapter.connectors, to, log);
  const inbound = toInbound(posted, authenticated);
  if (!inbound) return { status: 200 };
  if (inbound === 'nobody') {
    log.warn('bot.nobody', { channel: knownNameOf(posted.channelId) });
    return { status: 400 };
  }
  const keeping = isKept(inbound, log, (given) => to.receive(given));
  if (!(await showTyping(adapter.connectors, inbound.reference, keeping))) return { status: 503 };
  if (posted.channelId === 'slack' && inbound.question !== undefined)
    void showSlackAnswer(posted, inbound.text, authenticated, log);
  if (posted.name !== cardAction) return { status: 200 };
  return { status: 200, body: { statusCode: 200, ...answerTo(posted, inbound.text) } };
}

/** What a client that tapped is shown: the card with its answer, where the card's words came with it, else the answer. */
function answerTo({ value }: Posted, said: string): { readonly type: string; readonly value: object | string } {
  const was = saidBy(value) === null ? null : cardWordsOf(value);
  return was === null
    ? { type: 'application/vnd.microsoft.activity.message', value: said }
    : {
        type: 'application/vnd.microsoft.card.adaptive',
        value: answeredCard(was, said, cardCallsOf(value), isCrisisCard(value)),
      };
}

/** Whether the message is kept. A channel that gets a 503 sends it again. */
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
function refusalOf(error: unknown, log: Log): WebhookAnswer {
  if (error instanceof Refused) {
    log.warn('bot.refused', { code: error.code });
    return { status: error.status };
  }
  log.error('bot.failed', error);
  return { status: 500 };
}
