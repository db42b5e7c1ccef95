import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { createDirectLine } from '../../src/adapters/direct-line/direct-line.ts';
import type { Inbound } from '../../src/ports/channel.ts';
import { startServer } from '../../src/server/http/server.ts';
import { directLineRoutes } from '../../src/server/routes/direct-line.ts';
import { aWorld, keptLog } from '../support/app.ts';
import { memoryKeys } from '../support/memory-keys.ts';

const person = { language: 'en', zone: 'America/Chicago', privatePhone: true, checkIn: '20:00' } as const;

/** Alex and Sam, a couple, on Direct Line behind a real server; what was taken in. */
async function aLine() {
  const keys = memoryKeys();
  const line = createDirectLine(keys);
  const world = await aWorld(() => ({ keys, channels: new Map([[line.channel.name, line.channel]]) }));
  const couple = await world.app.enrol({
    caseCode: 'C-018',
    relationship: 'romantic',
    a: { ...person, name: 'Alex', channel: 'direct-line', address: 'alex' },
    b: { ...person, name: 'Sam', channel: 'direct-line', address: 'sam' },
  });
  const taken: Inbound[] = [];
  const receive = (inbound: Inbound) => {
    taken.push(inbound);
    return world.app.receive(inbound);
  };
  const log = keptLog();
  const app = { ...world.app, receive };
  const server = await startServer({ host: '127.0.0.1', port: 0, log }, [directLineRoutes(app, line, log)]);
  const url = `http://127.0.0.1:${server.port}/directline`;
  const call = async (path: string, token: string, body?: object) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(
      `${url}/${path}`,
      body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
    );
    return { status: response.status, text: await response.text() };
  };
  const say = async (who: { readonly token: string }, conversation: string, from: string, text: string) => {
    const answer = await call(`conversations/${conversation}/activities`, who.token, {
      ...{ type: 'message', from: { id: from }, text },
    });
    await world.app.drained();
    return answer.status;
  };
  return {
    ...world,
    ...{ couple, taken, log, server, url, call, say, alex: line.issue('alex'), sam: line.issue('sam') },
  };
}

let line: Awaited<ReturnType<typeof aLine>>;
beforeEach(async () => {
  line = await aLine();
});
afterEach(() => line.server.close());

/** What a socket came to: the status of a refusal, or what it heard within a moment. */
const heardBy = (url: string): Promise<number | string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    let text = '';
    socket.on('message', (data) => {
      text += String(data);
    });
    socket.on('error', () => {});
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('open', () =>
      setTimeout(() => {
        socket.terminate();
        resolve(text);
      }, 300),
    );
  });

describe.each([
  ['alex', 'sam', 'b'],
  ['sam', 'alex', 'a'],
] as const)('a token of %s in the conversation of %s', (mine, theirs, side) => {
  const secret = 'canary words';

  test('reads, opens and follows nothing, whatever the watermark', async () => {
    const [own, other] = [line[mine], line[theirs]];
    expect(await line.say(other, other.conversationId, theirs, secret)).toBe(200);
    for (const watermark of ['', '?watermark=0', '?watermark=1', '?watermark=-1', '?watermark=999999', '?watermark=x'])
      for (const path of ['', '/activities']) {
        const { status, text } = await line.call(`conversations/${other.conversationId}${path}${watermark}`, own.token);
        expect({ watermark, path, status }).toEqual({ watermark, path, status: 404 });
        expect(text).not.toMatch(/canary/);
      }
    const stream = `${line.url.replace('http', 'ws')}/conversations/${other.conversationId}/stream`;
    for (const watermark of ['0', '1', ''])
      expect(await heardBy(`${stream}?watermark=${watermark}&t=${own.token}`)).toBe(404);
    // Of two tokens the first counts; of two conversations in a path, none.
    expect(await heardBy(`${stream}?t=${own.token}&t=${other.token}`)).toBe(404);
    expect(
      String(await heardBy(stream.replace('/stream', `/../${own.conversationId}/stream?t=${own.token}`))),
    ).not.toMatch(/canary/);
  });

  test('posts nothing there, and pages for nobody', async () => {
    const other = line[theirs];
    const before = await line.app.couple(line.couple);
    for (const from of [mine, theirs])
      expect(await line.say(line[mine], other.conversationId, from, 'I want to die')).toBe(404);
    expect(line.taken).toEqual([]);
    expect(await line.app.couple(line.couple)).toEqual(before);
    expect(await line.app.alerts()).toEqual([]);
  });

  test('says nothing in the other’s name in its own conversation either; its own crisis is its own', async () => {
    const own = line[mine];
    expect(await line.say(own, own.conversationId, theirs, 'I want to die')).toBe(400);
    for (const from of [` ${theirs}`, `${mine}\0`, mine.toUpperCase(), 'coach'])
      expect(await line.say(own, own.conversationId, from, 'I want to die')).toBe(400);
    expect(line.taken).toEqual([]);
    expect(await line.say(own, own.conversationId, mine, 'I want to die')).toBe(200);
    const alerts = await line.app.alerts();
    expect(alerts.map((alert) => [alert.couple === line.couple, alert.side])).toEqual([
      [true, side === 'a' ? 'b' : 'a'],
    ]);
    expect(
      (await line.call(`conversations/${line[theirs].conversationId}/activities`, line[theirs].token)).text,
    ).toContain('"activities":[]');
  });

  test('follows its own conversation by the other’s watermark, and hears its own only', async () => {
    const [own, other] = [line[mine], line[theirs]];
    for (let count = 0; count < 3; count += 1) await line.say(other, other.conversationId, theirs, secret);
    await line.say(own, own.conversationId, mine, 'blue flowers');
    const their = JSON.parse(
      (await line.call(`conversations/${other.conversationId}/activities`, other.token)).text,
    ) as {
      watermark: string;
    };
    for (const watermark of ['0', their.watermark]) {
      const path = `conversations/${own.conversationId}`;
      expect((await line.call(`${path}/activities?watermark=${watermark}`, own.token)).text).not.toMatch(/canary/);
      const heard = await heardBy(
        `${line.url.replace('http', 'ws')}/${path}/stream?watermark=${watermark}&t=${own.token}`,
      );
      expect(heard).not.toMatch(/canary/);
      expect(String(heard).includes('blue flowers')).toBe(watermark === '0');
    }
  });

  test('renews its own token only, and none of it is logged', async () => {
    const answer = JSON.parse((await line.call('tokens/refresh', line[mine].token, { user: { id: theirs } })).text) as {
      conversationId: string;
    };
    expect(answer.conversationId).toBe(line[mine].conversationId);
    const opened = JSON.parse((await line.call('conversations', line[mine].token, { user: { id: theirs } })).text) as {
      conversationId: string;
    };
    expect(opened.conversationId).toBe(line[mine].conversationId);
    expect([...line.log.lines].join('\n')).not.toMatch(/canary/);
  });
});
