import { type ClientRequestArgs, request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import { createPrometheus } from '../../src/adapters/prometheus/prometheus.ts';
import type { Inbound } from '../../src/ports/channel.ts';
import { type Running, startServer } from '../../src/server/http/server.ts';
import { directLineRoutes } from '../../src/server/routes/direct-line.ts';
import { metricsRoutes } from '../../src/server/routes/metrics.ts';
import { keptLog } from '../support/app.ts';
import { memoryKeys } from '../support/memory-keys.ts';

const log = keptLog();
const taken: Inbound[] = [];
let server: Running;
let conversation: string;
let token: string;

beforeAll(async () => {
  const directLine = createDirectLine(memoryKeys());
  const app = {
    receive: async (inbound: Inbound) => {
      taken.push(inbound);
      return 'committed' as const;
    },
    history: async () => [],
    subscribe: async function* () {},
  };
  server = await startServer(
    { host: '127.0.0.1', port: 0, log, https: true, patience: { request: 400, headers: 300 } },
    [
      directLineRoutes(app, directLine, log),
      metricsRoutes(createPrometheus(), 'right'),
      {
        routes: [
          {
            method: 'GET',
            path: '/try/broken',
            role: 'machine',
            input: 'none',
            handler: () => Promise.reject(new Error('canary-words of a partner')),
          },
        ],
      },
    ],
  );
  const issued = directLine.issue('alex');
  token = issued.token;
  conversation = issued.conversationId;
});
afterAll(() => server.close());

interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** One request as bytes on a socket; an answer that comes before all is sent counts. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Said> {
  const options: ClientRequestArgs = { host: '127.0.0.1', port: server.port, method, path, headers, timeout: 5_000 };
  return new Promise((resolve, reject) => {
    const asking = request(options, (response) => {
      let text = '';
      const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', done).once('error', done);
    });
    asking.once('error', reject);
    asking.end(body);
  });
}

const post = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Said> =>
  ask(
    'POST',
    `/directline/conversations/${conversation}/activities`,
    { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body,
  );

const activity = (text: string, more: object = {}): string =>
  JSON.stringify({ type: 'message', from: { id: 'alex' }, text, ...more });

/** Bytes on a socket, and what came back until it closed or 3 s were over. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.setTimeout(3_000, () => socket.destroy());
    socket.once('close', () => resolve(text));
  });

describe('a body', () => {
  test('that is a message comes through, however long its text, and is kept cut with a mark', async () => {
    const text = `${'a '.repeat(60_000)}I want to die`;
    expect((await post(activity(text))).status).toBe(200);
    const inbound = taken.at(-1);
    expect(inbound?.text).toBe(text);
    expect(String(inbound?.record?.data['text'])).toMatch(/ \[…: 120013\]$/);
  });

  test('with too many attachments or an odd id is still a message', async () => {
    const odd = { attachments: Array(50).fill(1), channelData: { clientActivityID: 'x'.repeat(300) } };
    expect((await post(activity('I want to die', odd))).status).toBe(200);
    expect(taken.at(-1)?.text).toBe('I want to die');
  });

  test.each([
    ['broken JSON', () => post('{"text": "canary-word'), 400, 'BODY_INVALID'],
    ['a text where JSON should be', () => post('canary-word', { 'content-type': 'text/plain' }), 415, 'BODY_TYPE'],
    ['no type', () => post('canary-word', { 'content-type': '' }), 415, 'BODY_TYPE'],
    ['over 256 KB', () => post(activity('x'.repeat(300_000))), 413, 'BODY_TOO_LARGE'],
    [
      'over 256 KB in pieces of unknown length',
      () => post(activity('x'.repeat(300_000)), { 'transfer-encoding': 'chunked' }),
      413,
      'BODY_TOO_LARGE',
    ],
    ['a compressed bomb', () => post(gzipSync(Buffer.alloc(50e6)), { 'content-encoding': 'gzip' }), 415, 'BODY_TYPE'],
    ['broken compression', () => post('no gzip', { 'content-encoding': 'gzip' }), 415, 'BODY_TYPE'],
    ['deep nesting', () => post('['.repeat(100_000) + ']'.repeat(100_000)), 400, 'BODY_INVALID'],
    [
      'a part of another form',
      () => post('--x', { 'content-type': 'multipart/form-data; boundary=x' }),
      415,
      'BODY_TYPE',
    ],
  ])('of %s is refused by its code, with no word of it', async (_what, refused, status, code) => {
    const said = await refused();
    expect({ status: said.status, code: (JSON.parse(said.text) as { code: string }).code }).toEqual({ status, code });
    expect(said.text).not.toContain('canary');
    expect((await post(activity('still here'))).status).toBe(200);
  });

  test('that is announced too large is refused before it comes', async () => {
    const said = await raw(
      `POST /directline/tokens/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*BODY_TOO_LARGE/i);
  });

  test('that never ends is not waited for', async () => {
    const before = performance.now();
    await raw(
      'POST /directline/tokens/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{',
    );
    expect(performance.now() - before).toBeLessThan(2_900);
  });
});

describe('a request line and headers', () => {
  test('that are too long are refused', async () => {
    expect(await raw(`GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
  });
});

describe('every answer', () => {
  test.each([
    ['a route', () => ask('GET', '/metrics', { authorization: 'Bearer right' })],
    ['nothing there', () => ask('GET', '/nothing')],
    ['another method', () => ask('PUT', '/metrics')],
    ['a fault', () => ask('GET', '/try/broken')],
    ['a refusal', () => post('{')],
    ['a foreign host', () => ask('GET', '/metrics', { host: 'evil.example' })],
  ])('(%s) has the security headers and no banner, no stack, no words', async (_what, get) => {
    const { headers, text } = await get();
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'strict-transport-security': 'max-age=31536000',
    });
    expect(headers['server']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(text).not.toMatch(/canary|node_modules|\n\s+at |restify/);
  });
});

describe('a page of another site', () => {
  test('can neither read nor post to the rehearsal by a name that points here', async () => {
    const paths = [
      ...[
        '/try/broken',
        '//try/broken',
        '/%74ry/broken',
        '/x/../try/broken',
        '/x/%2e%2e/try/%62roken',
        '/try/./broken/',
      ],
      ...['/directline/conversations/x', '/%64irectline/conversations/x', '/metrics', '/%6detrics', '/metrics/'],
    ];
    const signs = [
      { host: 'evil.example:80' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const path of paths)
      for (const sign of signs) {
        const { status, text } = await ask('GET', path, sign as Record<string, string>);
        // A spelling that the router does not know leads nowhere.
        expect({ path, sign, kept: status === 403 || (status === 404 && text.includes('nothing here')) }).toEqual({
          ...{ path, sign },
          kept: true,
        });
      }
    for (const path of ['/%74ry/broken', '/x/../try/broken', '/try/broken'])
      expect((await ask('GET', path, { host: 'evil.example' })).status).toBe(403);
    expect(
      (await ask('GET', '/metrics', { 'sec-fetch-site': 'cross-site', authorization: 'Bearer right' })).status,
    ).toBe(403);
    const foreign = { origin: 'https://evil.example' };
    expect(JSON.parse((await post(activity('hi'), foreign)).text)).toMatchObject({ code: 'ORIGIN_REFUSED' });
    expect((await post(activity('hi'), { origin: 'null' })).status).toBe(403);
  });

  test('does not keep this machine itself, nor a channel behind a tunnel, away', async () => {
    expect((await post(activity('hi'), { origin: 'http://localhost:5173' })).status).toBe(200);
    expect((await ask('GET', '/api/messages', { host: 'tunnel.example' })).status).toBe(404);
  });
});

describe('the metrics', () => {
  test('want their token where there is one', async () => {
    expect((await ask('GET', '/metrics')).status).toBe(401);
    expect((await ask('GET', '/metrics', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask('GET', '/metrics', { authorization: 'Bearer right' })).status).toBe(200);
  });
});

describe('an address that asks for tokens without end', () => {
  test('is told to wait, and a message with a token still comes through', async () => {
    const generate = () =>
      ask('POST', '/directline/tokens/generate', { 'content-type': 'application/json' }, '{"user": {"id": "x"}}');
    const said = await Promise.all(Array.from({ length: 80 }, generate));
    const refused = said.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post(activity('hi'))).status).toBe(200);
  });
});
