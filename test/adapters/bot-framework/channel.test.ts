import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBotFramework } from '../../../src/adapters/bot-framework/bot-framework.ts';
import type { Lane } from '../../../src/domain/frame.ts';
import type { Channel, Outgoing } from '../../../src/ports/channel.ts';
import { keptLog } from '../../support/app.ts';
import { aConnector, appId, type Connector, givenToken, listen } from '../../support/bot-authority.ts';
import { written } from '../../support/written.ts';

let connector: Connector;
beforeEach(async () => {
  connector = await aConnector();
});
afterEach(() => connector.close());

const options = { appId, appPassword: 'password' };

function teams(credentials: typeof givenToken = givenToken, given: object = options): Channel {
  const channel = createBotFramework(given, keptLog(), credentials).channels.find(({ name }) => name === 'teams');
  if (!channel) throw new Error('there is no such channel');
  return channel;
}

const outgoing = (lane: Lane = 'reply', fields: Partial<Outgoing> = {}) => ({
  address: '29:alex',
  reference: JSON.stringify({ channelId: 'msteams', serviceUrl: connector.url, conversation: 'a:1', bot: '28:bot' }),
  message: {
    key: 'menu',
    ...written('words of a partner'),
    buttons: [],
    labels: [],
    counselor: null,
    language: 'en' as const,
  },
  effect: 'e-1',
  lane,
  at: 0,
  signal: AbortSignal.timeout(15_000),
  ...fields,
});

describe('a message by its stored reference', () => {
  test('arrives at the service URL with the bot’s token', async () => {
    expect(await teams().send(outgoing())).toEqual({ ok: true });
    expect(connector.arrived).toMatchObject([
      {
        path: '/v3/conversations/a%3A1/activities',
        authorization: 'Bearer given',
        activity: { type: 'message', text: 'words of a partner', recipient: { id: '29:alex' } },
      },
    ]);
  });

  test('goes over one kept-alive connection and one client, whichever channel sends', async () => {
    const { channels } = createBotFramework(options, keptLog(), givenToken);
    for (const channel of channels) expect(await channel.send(outgoing())).toEqual({ ok: true });
    expect(channels.map(({ name }) => name)).toEqual(['teams', 'slack', 'sms', 'web']);
    expect(connector.arrived).toHaveLength(4);
    expect(new Set(connector.arrived.map(({ port }) => port)).size).toBe(1);
  });

  test.each([undefined, '', 'nonsense', '{"serviceUrl":"x"}'])(
    'without one (%p) fails for good with a code',
    async (reference) => {
      const given = outgoing('crisis');
      const sent = await teams().send({ ...given, ...(reference === undefined ? { reference: '' } : { reference }) });
      expect(sent).toEqual({ ok: false, code: 'REFERENCE_UNKNOWN', permanent: true });
    },
  );
});

describe('a connector that does not take a message', () => {
  const answered = async (status: number, lane: Lane = 'reply', more: object = {}) => {
    connector.answers.push({ status, ...more });
    const sent = await teams().send(outgoing(lane));
    // What the connector said, and the partner's words in it, stay out.
    expect(JSON.stringify(sent)).not.toMatch(/words/);
    expect(connector.arrived).toHaveLength(1);
    return sent;
  };

  test('because of its rate is asked again when it says so', async () => {
    const sent = await answered(429, 'crisis', { headers: { 'retry-after': '7' } });
    expect(sent).toMatchObject({ ok: false, code: 'HTTP_429' });
    expect((sent as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(7_000);
    expect((sent as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(8_000);
  });

  test('until an instant, is asked again after it', async () => {
    const at = new Date(Date.now() + 20_000).toUTCString();
    const sent = (await answered(429, 'reply', { headers: { 'retry-after': at } })) as { retryAfterMs: number };
    expect(sent.retryAfterMs).toBeGreaterThan(17_000);
    expect(sent.retryAfterMs).toBeLessThanOrEqual(21_000);
  });

  test.each([412, 429, 500, 502, 503, 504])('with %d is asked again soon, never at one instant', async (status) => {
    const waits = new Set<number>();
    for (let index = 0; index < 5; index += 1) {
      connector.arrived.length = 0;
      const sent = (await answered(status)) as { code: string; retryAfterMs: number };
      expect(sent.code).toBe(`HTTP_${status}`);
      expect(sent.retryAfterMs).toBeGreaterThanOrEqual(500);
      expect(sent.retryAfterMs).toBeLessThanOrEqual(2_000);
      waits.add(sent.retryAfterMs);
    }
    expect(waits.size).toBeGreaterThan(1);
  });

  test.each([403, 404, 410])('with %d, for it was blocked or removed, will not be asked again', async (status) => {
    const error = { code: 'BotNotInConversationRoster', message: 'words of a partner' };
    const sent = await answered(status, 'crisis', { body: { error } });
    expect(sent).toEqual({ ok: false, code: `HTTP_${status}_BotNotInConversationRoster`, permanent: true });
  });

  test.each([
    [400, 'BadSyntax'],
    [401, 'BotNotRegistered'],
    [403, 'InvalidBotApiHost'],
    [413, 'MessageSizeTooBig'],
    [429, 'Throttled'],
    [500, 'ServiceError'],
  ])('with %d (%s), which is ours or passes, is asked again within minutes', async (status, code) => {
    const sent = await answered(status, 'crisis', { body: { error: { code, message: 'words' } } });
    expect(sent).toEqual({ ok: false, code: `HTTP_${status}_${code}`, retryAfterMs: expect.any(Number) });
    expect((sent as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  test.each(['words', 'Words_of_a_partner', '15550100', 'Ana', { words: 1 }, 7, null])(
    'with a code that nobody knows (%p) passes on the status alone',
    async (code) => {
      const sent = await answered(403, 'reply', { body: { error: { code } } });
      expect(sent).toEqual({ ok: false, code: 'HTTP_403', permanent: true });
    },
  );

  test('and says nothing at all is waited for 5 s at most', async () => {
    const start = performance.now();
    const sent = await answered(200, 'reply', { silent: true });
    expect(sent).toMatchObject({ ok: false, code: 'TIMEOUT' });
    expect(performance.now() - start).toBeLessThan(6_500);
  });

  test('is waited for no longer than the relay waits', async () => {
    connector.answers.push({ status: 200, silent: true });
    const start = performance.now();
    const sent = await teams().send(outgoing('crisis', { signal: AbortSignal.timeout(200) } as never));
    expect(sent).toMatchObject({ ok: false, code: 'TIMEOUT' });
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test('because it is gone, is asked again with a code', async () => {
    const given = outgoing();
    await connector.close();
    expect(await teams().send(given)).toMatchObject({ ok: false, code: expect.stringMatching(/^[A-Z_]+$/) });
  });
});

describe('the bot’s own token', () => {
  /** MSAL wants https: its own network client carries its requests to a local server. */
  async function login(status = 200) {
    const asked: { path: string; body: string }[] = [];
    const server = await listen((request, body, response) => {
      asked.push({ path: request.url ?? '', body });
      response.setHeader('content-type', 'application/json');
      if (request.method === 'GET') {
        const at = 'https://login.local.test/tenant';
        const endpoints = {
          issuer: at,
          authorization_endpoint: `${at}/a`,
          token_endpoint: `${at}/token`,
          jwks_uri: at,
        };
        return void response.end(JSON.stringify(endpoints));
      }
      response.statusCode = status;
      const token = { token_type: 'Bearer', expires_in: 3_600, access_token: 'bot-token' };
      response.end(JSON.stringify(status === 200 ? token : { error: 'invalid_client', error_description: 'password' }));
    });
    const carry = async (
      method: string,
      url: string,
      given: { headers?: Record<string, string>; body?: string } = {},
    ) => {
      const { pathname, search } = new URL(url);
      const response = await fetch(`${server.url}${pathname}${search}`, { method, ...given });
      return { status: response.status, headers: {}, body: (await response.json()) as object };
    };
    const bot = createRequire(createRequire(import.meta.url).resolve('botbuilder'));
    const { MsalServiceClientCredentialsFactory } = bot('botframework-connector') as {
      MsalServiceClientCredentialsFactory: new (id: string, client: unknown) => typeof givenToken;
    };
    const { ConfidentialClientApplication } = createRequire(bot.resolve('botframework-connector'))(
      '@azure/msal-node',
    ) as {
      ConfidentialClientApplication: new (settings: object) => unknown;
    };
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: appId,
        clientSecret: 'password',
        authority: 'https://login.local.test/tenant',
        knownAuthorities: ['login.local.test'],
      },
      system: {
        networkClient: {
          sendGetRequestAsync: (url: string, given?: object) => carry('GET', url, given),
          sendPostRequestAsync: (url: string, given?: object) => carry('POST', url, given),
        },
      },
    });
    return { asked, close: server.close, credentials: new MsalServiceClientCredentialsFactory(appId, client) };
  }
  const authority = (oauthScope: string) => ({
    ...options,
    authority: {
      openIdUrl: 'https://login.local.test/openid',
      tokenIssuer: 'https://login.local.test',
      loginUrl: 'https://login.local.test/tenant',
      oauthScope,
    },
  });

  test('is asked for once, for the connector’s scope, and sent with each message', async () => {
    const { asked, close, credentials } = await login();
    const channel = teams(credentials, authority('https://connector.local.test'));
    for (let index = 0; index < 3; index += 1) expect(await channel.send(outgoing())).toEqual({ ok: true });
    expect(connector.arrived.map(({ authorization }) => authorization)).toEqual(Array(3).fill('Bearer bot-token'));
    const posts = asked.filter(({ body }) => body !== '');
    expect(posts).toHaveLength(1);
    const form = new URLSearchParams(posts[0]?.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(form.get('scope')).toContain('https://connector.local.test/.default');
    await close();
  });

  test('that is refused keeps the message, tells a code, and sends nothing', async () => {
    const { close, credentials } = await login(401);
    const sent = await teams(credentials, authority('https://refused.local.test')).send(outgoing());
    expect(sent).toMatchObject({ ok: false, code: 'TOKEN_invalid_client' });
    expect(connector.arrived).toEqual([]);
    await close();
  });
});
