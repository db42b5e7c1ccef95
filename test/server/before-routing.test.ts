import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import { type Running, startServer } from '../../src/server/http/server.ts';
import { directLineRoutes } from '../../src/server/routes/direct-line.ts';
import { healthRoutes } from '../../src/server/routes/health.ts';
import { keptLog } from '../support/app.ts';
import { memoryKeys } from '../support/memory-keys.ts';
import { raw } from '../support/raw.ts';

const log = keptLog();
let server: Running;

beforeAll(async () => {
  const app = { receive: async () => 'committed' as const, history: async () => [], subscribe: async function* () {} };
  server = await startServer({ host: '127.0.0.1', port: 0, log }, [
    healthRoutes({ checkHealth: async () => [] }),
    directLineRoutes(app, createDirectLine(memoryKeys()), log),
  ]);
});
afterAll(() => server.close());

const end = 'Connection: close\r\n\r\n';
const get = (target: string, headers = 'Host: 127.0.0.1\r\n') => `GET ${target} HTTP/1.1\r\n${headers}${end}`;
const upgrade = (headers: string, path = '/directline/conversations/x/stream') =>
  `GET ${path} HTTP/1.1\r\n${headers}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`;
const isUp = async () => expect(await raw(server.port, get('/livez'))).toMatch(/^HTTP\/1\.1 200/);

describe('a Host that is no host', () => {
  const hosts = [
    'a b',
    '[',
    '%',
    'x:99999',
    '127.0.0.1, evil',
    'a@b',
    'a/b',
    'a?b',
    'a#b',
    'a\\b',
    '::1',
    '[::1',
    ':',
    'x:y',
  ];
  test.each(hosts)('(%s) is a 400 on a route, off it and at an upgrade', async (host) => {
    const header = `Host: ${host}\r\n`;
    for (const bytes of [get('/livez', header), get('/nothing', header), upgrade(header)])
      expect(await raw(server.port, bytes)).toMatch(/^HTTP\/1\.1 400 [\s\S]*BODY_INVALID/);
    await isUp();
  });
});

describe('a request line', () => {
  test.each([
    ['a whole URL', 'http://evil.example/livez'],
    ['a broken whole URL', 'http://['],
    ['a star', '*'],
    ['a broken percent sign', '/%'],
    ['a broken letter', '/%ff'],
    ['a zero in it', '/%00'],
    ['a line end in it', '/try/%0d%0aX:1'],
  ])('with %s is a 400', async (_what, target) => {
    expect(await raw(server.port, get(target))).toMatch(/^HTTP\/1\.1 400/);
    await isUp();
  });

  test.each([
    ['backslashes', get('/\\evil\\..\\livez')],
    ['two slashes and a bracket', get('//[')],
    ['an authority', 'CONNECT evil:1 HTTP/1.1\r\nHost: evil:1\r\n\r\n'],
    ['a method nobody knows', 'CANARY / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['an HTTP of another time', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['HTTP/1.0 and no host', 'GET /livez HTTP/1.0\r\n\r\n'],
    ['nothing at all', '\r\n\r\n'],
    ['half of itself', 'GET /liv'],
    ['bytes', '\x00\xff\x16\x03\x01'],
  ])('with %s ends nothing', async (_what, bytes) => {
    await raw(server.port, bytes, 100);
    await isUp();
  });
});

describe('a header', () => {
  test.each([
    ['two hosts', 'Host: 127.0.0.1\r\nHost: evil\r\n'],
    ['two types', 'Host: x\r\nContent-Type: application/json\r\nContent-Type: text/plain\r\n'],
    ['two lengths', 'Host: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n'],
    ['two tokens', 'Host: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n'],
    ['a length and pieces', 'Host: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n'],
    ['no host', ''],
  ])('twice, or missing, is a 400: %s', async (_what, headers) => {
    expect(await raw(server.port, get('/livez', headers))).toMatch(/^HTTP\/1\.1 400/);
    await isUp();
  });

  test.each([
    ['an expectation', 'Expect: 100-continue\r\nContent-Length: 2\r\nContent-Type: application/json\r\n'],
    ['another expectation', 'Expect: canary\r\n'],
    ['an unknown coding', 'Transfer-Encoding: canary\r\n'],
    ['a broken piece', 'Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n'],
    ['a broken range', 'Range: bytes=%-\r\nAccept: ;;q=x\r\nCookie: =;=\r\n'],
    ['a version', 'Accept-Version: ~x\r\nX-Api-Version: [\r\n'],
    ['an inherited name', '__proto__: x\r\nconstructor: y\r\n'],
  ])('with %s ends nothing', async (_what, headers) => {
    await raw(server.port, `POST /directline/tokens/generate HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\nzz\r\n`, 100);
    await isUp();
  });

  test('that asks for another protocol ends nothing, on the stream or elsewhere', async () => {
    for (const bytes of [
      upgrade('Host: 127.0.0.1\r\n'),
      upgrade('Host: 127.0.0.1\r\nHost: x\r\n'),
      upgrade('Host: 127.0.0.1\r\n', '/%'),
      upgrade('Host: 127.0.0.1\r\n', '/livez'),
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: !\r\n\r\n',
    ])
      expect(await raw(server.port, bytes)).toMatch(/^HTTP\/1\.1 4\d\d/);
    await isUp();
  });
});

test('A refusal before routing has the security headers, and no fault is logged', async () => {
  expect(await raw(server.port, get('/livez', 'Host: [\r\n'))).toMatch(/nosniff/i);
  expect(log.lines).toEqual([]);
});
