import type { Language } from '../../domain/language.ts';
import { createLru } from '../../domain/lru.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { NoticeChannel } from '../../ports/notices.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { Webhook } from '../../ports/webhook.ts';
import { createSlackChannel } from './channel.ts';
import { createSlackClient } from './client.ts';
import { createHome, type Home } from './home.ts';
import { createSlackNotices } from './notice.ts';
import type { SlackOptions } from './options.ts';
import { createTeamCheck } from './team.ts';
import { createEventsWebhook, createInteractiveWebhook, type Listening } from './webhook.ts';

/** The Slack edge: what is posted to it, and the channel it carries. */
export interface SlackEdge {
  readonly events: Webhook;
  readonly interactive: Webhook;
  readonly channel: Channel;
  /** Notices to people on call. */
  readonly notices: NoticeChannel;
}

/** What the edge is given of the service around it. */
export interface Around {
  readonly log: Log;
  /** The app's home: texts for each language that is shown; null where the reader's is not known. */
  readonly home: (language: Language | null) => Home;
  /** Hears whether Slack still takes the token. */
  readonly tokenIs: (good: boolean) => void;
  /** Draws the picture cards; without it texts go alone. */
  readonly pictures?: Pictures;
}

/** People whose language is remembered for the app's home. */
const mostPeople = 10_000;

/** Made with Slack's own client. */
export function createSlack(options: SlackOptions, { log, home, tokenIs, pictures }: Around): SlackEdge {
  const client = createSlackClient(options);
  const languages = createLru<Language>(mostPeople);
  const listening: Listening = {
    ...{ secret: options.signingSecret, client, log, tokenIs },
    isOurs: createTeamCheck(options.teamId, client),
    onHome: createHome(client, log, (user) => home(languages.get(user) ?? null)),
  };
  return {
    events: createEventsWebhook(listening),
    interactive: createInteractiveWebhook(listening),
    channel: createSlackChannel(client, tokenIs, (address, language) => languages.set(address, language), pictures),
    notices: createSlackNotices(client),
  };
}
