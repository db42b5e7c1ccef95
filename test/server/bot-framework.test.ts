import { afterEach, describe, expect, test } from '@jest/globals';
import type { BotAnswer, BotFramework } from '../../src/ports/bot-framework.ts';
import type { Inbound } from '../../src/ports/channel.ts';
import { type Running, startServer } from '../../src/server/http/server.ts';
import { botFrameworkRoutes } from '../../src/server/routes/bot-framework.ts';
import { keptLog } from '../support/app.ts';

let server: Running;
afterEach(() => server.close());

const inbound: Inbound = { channel: 'teams', address: 'a', id: '1', text: 'hi' };

async function ask(answer: BotAnswer, headers: Record<string, string> = {}) {
  const seen: { posts: unknown[]; received: Inbound[] } = { posts: [], received: [] };
  const bot: BotFramework = {
    async answer(post, receive) {
      seen.posts.push(post);
      await receive(inbound);
      return answer;
    },
  };
  const app = {
    async receive(each: Inbound) {
      seen.received.push(each);
      return 'committed' as const;
    },
  };
  server = await startServer({ host: '127.0.0.1', port: 0, log: keptLog() }, [botFrameworkRoutes(app, bot)]);
  const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"type":"message"}',
  });
  return { ...seen, status: response.status, text: await response.text() };
}

describe('the route of Bot Framework', () => {
  test('gives header and body to the edge, and what it reads to the app', async () => {
    const { posts, received, status, text } = await ask({ status: 200 }, { authorization: 'Bearer a.b.c' });
    expect(posts).toEqual([{ authorization: 'Bearer a.b.c', activity: { type: 'message' } }]);
    expect(received).toEqual([inbound]);
    expect({ status, text }).toEqual({ status: 200, text: '' });
  });
  test('answers with the edge’s own status and body', async () => {
    expect(await ask({ status: 200, body: { statusCode: 200 } })).toMatchObject({ text: '{"statusCode":200}' });
    await server.close();
    expect(await ask({ status: 401 })).toMatchObject({ posts: [{ authorization: '' }], status: 401, text: '' });
  });
});
