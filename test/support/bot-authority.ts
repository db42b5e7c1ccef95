import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { WebhookPost } from '../../src/ports/webhook.ts';

export const appId = '11111111-2222-3333-4444-555555555555';

/** What a token says where a test does not say otherwise. */
export interface TokenFields {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly kid?: string;
  readonly key?: CryptoKey | Uint8Array;
  readonly alg?: string;
  /** Seconds from now. */
  readonly from?: number;
  readonly until?: number;
}

/** A local HTTP server; `handler` answers once the body is there. */
export async function listen(handler: (request: IncomingMessage, body: string, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handler(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An authority that signs as Bot Framework does: an OpenID document, its keys with endorsements, RS256 tokens. */
export async function anAuthority() {
  const keys = new Map<string, { jwk: JWK; sign: CryptoKey; pem: string }>();
  const state = { mode: 'up' as 'up' | 'down' | 'silent', asked: 0 };
  const server = await listen((request, _body, response) => {
    state.asked += 1;
    if (state.mode === 'silent') return;
    if (state.mode === 'down') {
      // Not writeHead().end(): restify, where it was loaded before, gives nothing back.
      response.statusCode = 500;
      return void response.end();
    }
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys')
      return void response.end(JSON.stringify({ keys: [...keys.values()].map(({ jwk }) => jwk) }));
    response.end(JSON.stringify({ issuer, jwks_uri: `${server.url}/keys` }));
  });
  const issuer = `${server.url}/issuer`;
  const addKey = async (
    kid: string,
    endorsements: readonly string[] = ['msteams', 'webchat', 'directline', 'slack', 'sms'],
  ) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements: [...endorsements] } as JWK;
    keys.set(kid, { jwk, sign: privateKey, pem: await exportSPKI(publicKey) });
  };
  await addKey('key-1');
  return {
    ...{ state, issuer, addKey, close: server.close },
    pemOf: (kid: string): string => keys.get(kid)?.pem ?? '',
    options: {
      appId,
      appPassword: 'password',
      authority: {
        openIdUrl: `${server.url}/openid`,
        tokenIssuer: issuer,
        loginUrl: 'https://login.local.test/tenant',
        oauthScope: 'https://connector.local.test',
      },
    },
    /** The Authorization header of a token for this service URL. */
    async bearer(serviceUrl: string, fields: TokenFields = {}): Promise<string> {
      const { claims = {}, kid = 'key-1', alg = 'RS256', from = -60, until = 3_600 } = fields;
      const now = Math.floor(Date.now() / 1_000);
      const key = fields.key ?? keys.get(kid)?.sign ?? (keys.get('key-1')?.sign as CryptoKey);
      const token = await new SignJWT({ iss: issuer, aud: appId, serviceurl: serviceUrl, ...claims })
        .setProtectedHeader({ alg, kid, typ: 'JWT' })
        .setNotBefore(now + from)
        .setExpirationTime(now + until)
        .sign(key);
      return `Bearer ${token}`;
    },
  };
}

export type Authority = Awaited<ReturnType<typeof anAuthority>>;

/** What arrived at a service URL. */
export interface Arrived {
  readonly path: string;
  readonly authorization: string | undefined;
  /** The sender's own port: one per connection. */
  readonly port: number | undefined;
  readonly activity: Readonly<Record<string, unknown>>;
}

/** A channel's connector: keeps what is sent to it, and answers what it is told to. */
export async function aConnector() {
  const arrived: Arrived[] = [];
  const answers: { status: number; headers?: Record<string, string>; body?: object; silent?: boolean }[] = [];
  const server = await listen((request, body, response) => {
    arrived.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      port: request.socket.remotePort,
      activity: JSON.parse(body) as Arrived['activity'],
    });
    const { status, headers = {}, body: answer = { id: '1' }, silent } = answers.shift() ?? { status: 200 };
    if (silent) return;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(answer));
  });
  return { url: `${server.url}/`, arrived, answers, close: server.close };
}

export type Connector = Awaited<ReturnType<typeof aConnector>>;

/** A token that some other service gave: sends need one, and these tests look at what comes in. */
export const givenToken = {
  isValidAppId: async (id: string) => id === appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
      request.headers.set('authorization', 'Bearer given');
      return request;
    },
  }),
} as never;

let activities = 0;

/** A Teams message in a personal chat. */
export const anActivity = (serviceUrl: string, fields: Readonly<Record<string, unknown>> = {}) => ({
  type: 'message',
  id: `activity-${activities++}`,
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:alex', name: 'Alex' },
  recipient: { id: '28:bot', name: 'Side by Side' },
  conversation: { id: 'a:personal', conversationType: 'personal', tenantId: 'tenant-1' },
  channelData: { tenant: { id: 'tenant-1' } },
  text: 'menu',
  textFormat: 'plain',
  ...fields,
});

/** An activity, or anything else, as it is posted to the bot. */
export const posted = (authorization: string, activity: unknown): WebhookPost => ({
  url: '/api/messages',
  headers: { authorization },
  body: JSON.stringify(activity) ?? '',
});
