import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import { startServer } from '../../src/server/http/server.ts';
import { directLineRoutes } from '../../src/server/routes/direct-line.ts';
import type { StreamLimits } from '../../src/server/routes/direct-line-stream.ts';
import { aWorld, keptLog } from '../support/app.ts';
import { memoryKeys } from '../support/memory-keys.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface ActivitySet {
  readonly activities: readonly { readonly from: { readonly id: string }; readonly text: string }[];
  readonly watermark: string;
}

/** The app over memory behind a real server, and one user's token. */
async function aLine(limits: Partial<StreamLimits> = {}, user = 'alex') {
  const keys = memoryKeys();
  const line = createDirectLine(keys);
  const { app, parts } = await aWorld(() => ({ keys, channels: new Map([[line.channel.name, line.channel]]) }));
  const log = keptLog();
  const server = await startServer({ host: '127.0.0.1', port: 0, log }, [directLineRoutes(app, line, log, limits)]);
  ends.push(() => server.close());
  const url = `http://127.0.0.1:${server.port}/directline`;
  const call = async (path: string, token: string, body?: object) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    return (await (await fetch(`${url}/${path}`, request)).json()) as Record<string, string>;
  };
  const opened = await call('conversations', line.issue(user).token, {});
  const { token = '', conversationId = '', streamUrl = '' } = opened;
  const post = (text: string) =>
    call(`conversations/${conversationId}/activities`, token, { type: 'message', from: { id: user }, text });
  return { ...{ server, line, parts, log, call, post, token, conversationId, streamUrl } };
}

/** A client that keeps the texts it heard. */
function listenTo(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  ends.push(() => socket.terminate());
  const texts: string[] = [];
  let watermark = '';
  socket.on('message', (data) => {
    const set = JSON.parse(String(data)) as ActivitySet;
    texts.push(...set.activities.map((activity) => activity.text));
    watermark = set.watermark;
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const outcome = new Promise<number | 'open'>((resolve) => {
    socket.once('open', () => resolve('open'));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
  return { socket, texts, closed, outcome, watermark: () => watermark };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let count = 0; count < 250 && !isSo(); count += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isSo()).toBe(true);
}

test('sends all since the watermark, then what is said, and goes on where the watermark was', async () => {
  const { post, call, token, conversationId, streamUrl } = await aLine();
  await post('one');
  const first = listenTo(streamUrl);
  await until(() => first.texts.length >= 2);
  expect(first.texts[0]).toBe('one');
  await post('two');
  await until(() => first.texts.includes('two'));
  const before = [...first.texts];
  first.socket.terminate();
  await post('three');
  const again = await call(`conversations/${conversationId}?watermark=${first.watermark()}`, token);
  const second = listenTo(String(again['streamUrl']));
  await until(() => second.texts.includes('three'));
  await post('four');
  await until(() => second.texts.includes('four'));
  const whole = (await call(`conversations/${conversationId}/activities`, token)) as unknown as ActivitySet;
  await until(() => before.length + second.texts.length === whole.activities.length);
  expect([...before, ...second.texts]).toEqual(whole.activities.map((activity) => activity.text));
});

test('several clients of one conversation hear the same; another user hears none of it', async () => {
  const { post, line, streamUrl } = await aLine();
  const other = line.issue('sam');
  const otherUrl = streamUrl.replace(/conversations\/[^/]+/, `conversations/${other.conversationId}`);
  const clients = [listenTo(streamUrl), listenTo(streamUrl)];
  const sam = listenTo(otherUrl.replace(/t=.*/, `t=${other.token}`));
  expect(await Promise.all([...clients, sam].map((client) => client.outcome))).toEqual(['open', 'open', 'open']);
  await post('hello');
  await until(() => clients.every((client) => client.texts.length >= 2));
  expect(clients[0]?.texts).toEqual(clients[1]?.texts);
  expect(sam.texts).toEqual([]);
});

test('refuses at the upgrade: a bad token, another’s conversation, another path, a foreign page, a bad watermark', async () => {
  const { line, token, conversationId, streamUrl } = await aLine();
  const other = line.issue('sam');
  const status = (url: string, origin?: string) => listenTo(url, origin ? { origin } : {}).outcome;
  expect(await status(streamUrl.replace(/t=.*/, 't=no.such.token'))).toBe(401);
  expect(await status(streamUrl.replace(/t=.*/, ''))).toBe(401);
  expect(await status(streamUrl.replace(token, other.token))).toBe(404);
  expect(await status(streamUrl.replace(conversationId, other.conversationId))).toBe(404);
  expect(await status(streamUrl.replace('/stream', '/river'))).toBe(404);
  expect(await status(streamUrl.replace('watermark=0', 'watermark=x'))).toBe(400);
  expect(await status(streamUrl, 'https://example.org')).toBe(403);
  expect(await status(streamUrl, 'null')).toBe(403);
  expect(await status(streamUrl, 'http://localhost:5173')).toBe('open');
});

test('a token that has run out is told from one that is not ours', async () => {
  const { streamUrl, call } = await aLine();
  const now = Date.now;
  Date.now = () => now() + 31 * 60_000;
  try {
    expect(await listenTo(streamUrl).outcome).toBe(403);
    expect(await call('tokens/refresh', /t=(.*)/.exec(streamUrl)?.[1] ?? '', {})).toMatchObject({
      code: 'TOKEN_EXPIRED',
    });
  } finally {
    Date.now = now;
  }
});

test('drops who does not answer a ping, and keeps who does', async () => {
  const { streamUrl } = await aLine({ beatMs: 100 });
  const living = listenTo(streamUrl);
  const dead = new WebSocket(streamUrl, { autoPong: false });
  const gone = new Promise((resolve) => dead.once('close', resolve));
  dead.on('error', () => {});
  await gone;
  expect(living.socket.readyState).toBe(WebSocket.OPEN);
});

test('a client that never reads is held to one page and dropped, and loses nothing by it', async () => {
  const { post, call, token, conversationId, streamUrl } = await aLine({ beatMs: 300 });
  const { hostname, port, pathname, search } = new URL(streamUrl);
  const raw = connect(Number(port), hostname);
  raw.pause();
  const ended = new Promise((resolve) => raw.once('close', resolve));
  raw.on('error', () => {});
  const key = Buffer.alloc(16).toString('base64');
  raw.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  const long = 'many words '.repeat(4_000);
  for (let count = 0; count < 30; count += 1) await post(`${count} ${long}`);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  raw.resume();
  await ended;
  const again = await call(`conversations/${conversationId}?watermark=0`, token);
  const client = listenTo(String(again['streamUrl']));
  await until(() => client.texts.filter((text) => text.includes('many words')).length === 30);
}, 30_000);

test('takes no more streams than it may, and no long messages', async () => {
  const { streamUrl } = await aLine({ most: 1 });
  const only = listenTo(streamUrl);
  expect(await only.outcome).toBe('open');
  expect(await listenTo(streamUrl).outcome).toBe(503);
  only.socket.send('');
  only.socket.send('x'.repeat(2_000));
  expect(await only.closed).toBe(1009);
});

test('the server closes with streams open: they are told to come back, and it takes no longer than a moment', async () => {
  const { server, streamUrl } = await aLine();
  const client = listenTo(streamUrl);
  const deaf = connect(Number(new URL(streamUrl).port), '127.0.0.1');
  deaf.on('error', () => {});
  const { pathname, search } = new URL(streamUrl);
  deaf.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
  );
  await client.outcome;
  await new Promise((resolve) => setTimeout(resolve, 100));
  ends.splice(0);
  const started = performance.now();
  await server.close();
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(await client.closed).toBe(1001);
});

test('typing and events are taken and say nothing', async () => {
  const { call, token, conversationId } = await aLine();
  const path = `conversations/${conversationId}/activities`;
  expect(await call(path, token, { type: 'typing', from: { id: 'alex' } })).toEqual({ id: expect.any(String) });
  expect(await call(path, token)).toMatchObject({ activities: [] });
});
