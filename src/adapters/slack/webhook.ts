import { CoachError } from '../../domain/errors.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { NoticeTap } from '../../ports/notices.ts';
import type { Receiver, Webhook, WebhookAnswer, WebhookPost } from '../../ports/webhook.ts';
import { answeredMessage } from './answered.ts';
import type { SlackClient } from './client.ts';
import { eventsSchema, type Interaction, interactionSchema, type Posted } from './event.ts';
import { toInbound, toNoticeTap, toTap } from './inbound.ts';
import { failureOf } from './outcome.ts';
import { isSigned } from './signature.ts';
import { showTap } from './tap-answer.ts';
import type { Origin } from './team.ts';

/** What both routes need. */
export interface Listening {
  readonly secret: string;
  readonly isOurs: (origin: Origin) => Promise<boolean>;
  readonly client: Pick<SlackClient, 'update' | 'post'>;
  readonly log: Log;
  /** Hears whether Slack still takes the token. */
  readonly tokenIs: (good: boolean) => void;
  /** Hears who opened the app's home. Never rejects. */
  readonly onHome: (user: string) => Promise<void>;
}

/** What Slack tells of: messages, and what happens to the app. Answered once it is kept. */
export const createEventsWebhook = (listening: Listening): Webhook =>
  guarded(listening, async ({ body }, to) => {
    const posted = eventsSchema.safeParse(readJson(body)).data;
    if (!posted) return { status: 400 };
    if (posted.type === 'url_verification') return { status: 200, body: { challenge: posted.challenge ?? '' } };
    if (!(await fromUs(listening, { team: posted.team_id, enterprise: posted.enterprise_id }, posted.event)))
      return refused;
    noteApp(posted, listening);
    const inbound = toInbound(posted);
    if (inbound === 'nobody') {
      listening.log.warn('slack.nobody');
      return { status: 400 };
    }
    return inbound ? keep(inbound, listening.log, to) : { status: 200 };
  });

/** What is tapped, in a form's `payload`. The message shows its answer afterwards; where that fails, the tap counts. */
export const createInteractiveWebhook = (listening: Listening): Webhook =>
  guarded(listening, async ({ body }, to) => {
    const posted = interactionSchema.safeParse(readJson(new URLSearchParams(body).get('payload') ?? '')).data;
    if (!posted) return { status: 400 };
    const { team, enterprise, user } = posted;
    const origin = { team: team?.id, enterprise: enterprise?.id ?? team?.enterprise_id };
    const isOurs = await fromUs(listening, origin, { user_team: user?.team_id });
    const tap = toNoticeTap(posted, !isOurs);
    if (tap) return answerTap(tap, posted, listening, to);
    if (!isOurs) return refused;
    const inbound = toTap(posted);
    if (!inbound) return { status: 200 };
    const answer = await keep(inbound, listening.log, to);
    if (answer.status === 200) void showAnswer(posted, inbound.text, listening);
    return answer;
  });

const refused: WebhookAnswer = { status: 403 };

type Take = (post: WebhookPost, to: Receiver) => Promise<WebhookAnswer>;

/** Lets in what Slack signed; what goes wrong says nothing of itself. */
const guarded = ({ secret, log }: Listening, take: Take): Webhook => ({
  async answer(post, to) {
    if (!isSigned(post, secret, Date.now())) {
      log.warn('slack.refused', { code: 'SIGNATURE' });
      return { status: 401 };
    }
    try {
      return await take(post, to);
    } catch (error) {
      log.error('slack.failed', error);
      return { status: 500 };
    }
  },
});

/** Whether workspace and writer are ours: somebody of another workspace can write to a shared app. */
async function fromUs(
  { isOurs, log }: Listening,
  origin: Origin,
  writer:
    | { readonly user_team?: string | null | undefined; readonly source_team?: string | null | undefined }
    | null
    | undefined,
): Promise<boolean> {
  const teams = [writer?.user_team, writer?.source_team].filter((team) => team && team !== origin.team);
  if ((await isOurs(origin)) && teams.length === 0) return true;
  log.warn('slack.refused', { code: 'TEAM' });
  return false;
}

/** Told to the operator: from now on nothing can be sent. Each address ends with its next message. */
function noteApp({ event }: Posted, { tokenIs, onHome }: Listening): void {
  if (event?.type === 'app_uninstalled' || event?.type === 'tokens_revoked') tokenIs(false);
  if (event?.type === 'app_home_opened' && event.tab === 'home' && event.user) void onHome(event.user);
}

/** 200 when somebody has the message now, 503 when it could not be kept: Slack sends it again. */
async function keep(inbound: Inbound, log: Log, { receive }: Receiver): Promise<WebhookAnswer> {
  try {
    await receive(inbound);
    return { status: 200 };
  } catch (error) {
    if (!(error instanceof CoachError) || error.code !== 'STORE_UNAVAILABLE') throw error;
    log.error('slack.unkept', error);
    return { status: 503 };
  }
}

/** A tap on a notice: done first, then shown in the place of its buttons. One from elsewhere is told nothing but that. */
async function answerTap(
  tap: NoticeTap,
  posted: Interaction,
  listening: Listening,
  to: Receiver,
): Promise<WebhookAnswer> {
  const answer = await to.tap(tap);
  if (tap.foreign) return refused;
  void showTap(posted, answer, listening);
  return { status: 200 };
}

async function showAnswer(posted: Interaction, said: string, { client, log }: Listening): Promise<void> {
  const message = answeredMessage(posted, said);
  if (!message) return;
  await client
    .update(message)
    .catch((error: unknown) => log.warn('slack.card-kept', { code: failureOf(error, 'reply', 0, 0).code }));
}

/** The posted JSON; undefined for anything else. */
function readJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
