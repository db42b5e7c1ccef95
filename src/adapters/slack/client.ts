import { type ChatPostMessageArguments, type ChatUpdateArguments, type HomeView, WebClient } from '@slack/web-api';
import { bounded } from '../messaging/bounded.ts';
import { pictureFile } from '../messaging/picture-in.ts';
import type { SlackOptions } from './options.ts';
import { summary } from './render.ts';

/** Who a token belongs to, and what it may do. */
export interface Identity {
  readonly team: string | null;
  readonly enterprise: string | null;
  /** The bot's own user. */
  readonly bot: string | null;
  readonly scopes: readonly string[];
}

/** Where Slack put a message; '' where it does not say. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** The calls of Slack's Web API that are made here. Each rejects as the client has it; `failureOf` reads that. */
export interface SlackClient {
  /** Gives what `update` needs to find the message again. */
  post(message: Omit<ChatPostMessageArguments, 'token'>, signal?: AbortSignal): Promise<Posted>;
  /** Puts a picture into a conversation. `alt`: what it says, for whoever does not see it. */
  upload(channel: string, png: Uint8Array, alt: string, signal?: AbortSignal): Promise<void>;
  update(message: ChatUpdateArguments, signal?: AbortSignal): Promise<void>;
  publish(user: string, view: HomeView): Promise<void>;
  identity(): Promise<Identity>;
}

/** One call, ms. */
const longest = 5_000;

const quiet = () => {};

/** The client says errors in words that may hold what was sent: nothing of it is logged. */
const silent = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  setLevel: quiet,
  setName: quiet,
  getLevel: () => 'error',
};

/**
 * Slack's own client with one try for each call, bounded in time: the outbox tries again, by its own clock and lanes.
 */
export function createSlackClient({ botToken, apiUrl }: Pick<SlackOptions, 'botToken' | 'apiUrl'>): SlackClient {
  const web = new WebClient(botToken, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout: longest,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent as never,
  });
  return {
    post: (message, signal) =>
      bounded(
        longest,
        async () => {
          const { channel = '', ts = '' } = await web.chat.postMessage(message as ChatPostMessageArguments);
          return { channel, ts };
        },
        signal,
      ),
    upload: (channel_id, png, alt_text, signal) => {
      const file = { channel_id, file: Buffer.from(png), filename: pictureFile, title: summary, alt_text };
      return bounded(longest, async () => void (await web.files.uploadV2(file)), signal);
    },
    update: (message, signal) => bounded(longest, async () => void (await web.chat.update(message)), signal),
    publish: (user_id, view) => bounded(longest, async () => void (await web.views.publish({ user_id, view }))),
    identity: () =>
      bounded(longest, async () => {
        const { team_id, enterprise_id, user_id, response_metadata } = await web.auth.test();
        const scopes = response_metadata?.scopes ?? [];
        return { team: team_id ?? null, enterprise: enterprise_id ?? null, bot: user_id ?? null, scopes };
      }),
  };
}
