import { afterAll, beforeAll, beforeEach, jest } from '@jest/globals';
import { signatureOf } from '../../src/adapters/slack/signature.ts';
import { createSlack } from '../../src/adapters/slack/slack.ts';
import { homeOf } from '../../src/app/catalog/home.ts';
import { startServer } from '../../src/server/http/server.ts';
import { webhookRoutes } from '../../src/server/routes/webhook.ts';
import { aWorld, keptLog } from './app.ts';
import { theEngine } from './engine.ts';
import { aSlack, type SlackStub, slackBot, slackTeam, slackToken } from './slack-stub.ts';

export const slackSecret = 'signing-secret';

let count = 0;
const next = (): number => {
  count += 1;
  return count;
};

/** Who writes in this test, and where. */
let now = 0;
export const user = (): string => `U${now}`;
export const dm = (): string => `D${now}`;

/** A direct message to the bot, as Slack tells of it. */
export const aMessage = (
  fields: Readonly<Record<string, unknown>> = {},
  envelope: Readonly<Record<string, unknown>> = {},
) => ({
  ...{ type: 'event_callback', token: 'legacy', team_id: slackTeam, api_app_id: 'A01', event_id: `Ev${next()}` },
  authorizations: [{ enterprise_id: null, team_id: slackTeam, user_id: slackBot, is_bot: true }],
  event: {
    ...{ type: 'message', channel: dm(), channel_type: 'im', user: user(), team: slackTeam, text: 'menu' },
    ...{ ts: `17.${count}`, event_ts: `17.${count}`, ...fields },
  },
  ...envelope,
});

/** A tap on the button of a message that the stub took, as Slack tells of it. */
export function aTap(
  message: Readonly<Record<string, unknown>>,
  label: string,
  fields: Readonly<Record<string, unknown>> = {},
) {
  const blocks = message['blocks'] as {
    type: string;
    elements?: { text: { text: string }; value: string; action_id: string }[];
  }[];
  const button = blocks.flatMap(({ elements }) => elements ?? []).find(({ text }) => text.text === label);
  if (!button) throw new Error(`No button says ${label}.`);
  count += 1;
  return {
    ...{ type: 'block_actions', team: { id: slackTeam, domain: 'clinic' }, user: { id: user(), team_id: slackTeam } },
    ...{
      api_app_id: 'A01',
      channel: { id: dm(), name: 'directmessage' },
      enterprise: null,
      is_enterprise_install: false,
    },
    container: { type: 'message', message_ts: '1700000000.000001', channel_id: dm(), is_ephemeral: false },
    message: { type: 'message', ts: '1700000000.000001', text: message['text'], blocks, bot_id: 'B01' },
    actions: [{ type: 'button', action_ts: `18.${count}`, ...button }],
    ...fields,
  };
}

/** For the tests of one file: the stub of Slack and the service behind it, and for each test somebody who never wrote before. */
export function useSlackService() {
  jest.setTimeout(120_000);
  let slack: SlackStub;
  const worlds = new Map<string, ReturnType<typeof open>>();
  beforeAll(async () => {
    slack = await aSlack();
  });
  beforeEach(() => {
    slack.forget();
    now = next();
  });
  afterAll(async () => {
    for (const world of worlds.values()) await (await world).close();
    await slack.close();
  });

  async function open({ crisisOnly, ...options }: Options) {
    const log = keptLog();
    const tokens: boolean[] = [];
    const { content } = await theEngine();
    const home = homeOf(content, { channel: 'slack', country: 'us', chat: !crisisOnly });
    const edge = createSlack(
      { botToken: slackToken, signingSecret: slackSecret, apiUrl: slack.url, ...options },
      { log, home, tokenIs: (good) => void tokens.push(good) },
    );
    const channel = crisisOnly ? { ...edge.channel, crisisOnly } : edge.channel;
    const world = await aWorld((parts) => ({ channels: new Map([...parts.channels, ['slack', channel]]) }));
    const { port, close } = await startServer({ host: '127.0.0.1', port: 0, log }, [
      webhookRoutes(world.app, { '/api/slack/events': edge.events, '/api/slack/interactive': edge.interactive }),
    ]);
    return { ...world, ...{ edgeLog: log, tokens, port, close } };
  }

  /** The service; `alerts` and `allSaid` of this test alone. One that is `fresh` belongs to the test. */
  async function aService({ fresh, ...options }: Options & { readonly fresh?: string } = {}) {
    const key = JSON.stringify([options, fresh]);
    const opening = worlds.get(key) ?? open(options);
    worlds.set(key, opening);
    const world = await opening;
    const { app, store, spool, log, edgeLog, tokens, port } = world;
    Object.assign(store, { gone: false });
    spool.broken = false;
    for (const list of [tokens, log.lines, edgeLog.lines]) list.length = 0;
    const before = new Set((await app.alerts()).map(({ id }) => id));

    const send = async (path: string, body: string, headers: Record<string, string> = {}) => {
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const response = await fetch(`http://127.0.0.1:${port}/api/slack/${path}`, {
        method: 'POST',
        headers: {
          'content-type': path === 'events' ? 'application/json' : 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signatureOf(slackSecret, timestamp, body),
          ...headers,
        },
        body,
      });
      const text = await response.text();
      if (!store.gone) await app.drained();
      return { status: response.status, text };
    };
    return {
      ...world,
      send,
      alerts: async () => (await app.alerts()).filter(({ id }) => !before.has(id)),
      event: (posted: object, headers: Record<string, string> = {}) => send('events', JSON.stringify(posted), headers),
      write: (text: string, fields: object = {}) => send('events', JSON.stringify(aMessage({ text, ...fields }))),
      tap: (payload: object, headers: Record<string, string> = {}) =>
        send('interactive', new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), headers),
      allSaid: () => [...log.lines, ...edgeLog.lines].join('\n'),
    };
  }
  return { aService, slack: () => slack };
}

interface Options {
  readonly teamId?: string;
  readonly crisisOnly?: true;
}

/** The words of a message that the stub took. */
export const wordsOf = (message: Readonly<Record<string, unknown>> | undefined): string =>
  ((message?.['blocks'] ?? []) as { text?: { text: string } }[]).map(({ text }) => text?.text ?? '').join('\n');

/** What can be tapped on it. */
export const labelsOf = (message: Readonly<Record<string, unknown>> | undefined): string[] =>
  ((message?.['blocks'] ?? []) as { elements?: { text: { text: string } }[] }[]).flatMap(({ elements = [] }) =>
    elements.map(({ text }) => text.text),
  );
