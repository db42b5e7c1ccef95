import { afterEach, describe, expect, test } from '@jest/globals';
import type { DeliveryReport, Inbound } from '../../src/ports/channel.ts';
import type { Webhook, WebhookAnswer, WebhookPost } from '../../src/ports/webhook.ts';
import { type Running, startServer } from '../../src/server/http/server.ts';
import { webhookRoutes } from '../../src/server/routes/webhook.ts';
import { keptLog } from '../support/app.ts';
import { noTap } from '../support/receiver.ts';

let server: Running;
afterEach(() => server.close());

/** Spaced as no serializer would: it must come through as it is. */
const sent = '{ "type":"message"  }';
const delivered: DeliveryReport = { channel: 'sms', receipt: 'r', state: 'delivered' };
const inbound: Inbound = { channel: 'teams', address: 'a', id: '1', text: 'hi' };

async function ask(answer: WebhookAnswer, headers: Record<string, string> = {}) {
  const seen: { posts: WebhookPost[]; received: Inbound[]; reported: DeliveryReport[] } = {
    ...{ posts: [], received: [], reported: [] },
  };
  const webhook: Webhook = {
    async answer(posted, { receive, report }) {
      seen.posts.push(posted);
      await receive(inbound);
      await report(delivered);
      return answer;
    },
  };
  const app = {
    async receive(each: Inbound) {
      seen.received.push(each);
      return 'committed' as const;
    },
    async report(each: DeliveryReport) {
      seen.reported.push(each);
      return 'noted' as const;
    },
    ...noTap,
  };
  server = await startServer({ host: '127.0.0.1', port: 0, log: keptLog() }, [
    webhookRoutes(app, { '/api/messages': webhook }),
  ]);
  const response = await fetch(`http://127.0.0.1:${server.port}/api/messages?tag=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: sent,
  });
  return { ...seen, status: response.status, text: await response.text() };
}

describe('the route of a webhook', () => {
  test('gives URL, headers and the very bytes of the body to the webhook, and what it reads to the app', async () => {
    const { posts, received, reported, status, text } = await ask({ status: 200 }, { authorization: 'Bearer a.b.c' });
    expect(posts).toEqual([
      { url: '/api/messages?tag=1', headers: expect.objectContaining({ authorization: 'Bearer a.b.c' }), body: sent },
    ]);
    expect(received).toEqual([inbound]);
    expect(reported).toEqual([delivered]);
    expect({ status, text }).toEqual({ status: 200, text: '' });
  });
  test('answers with the webhook’s own status and body', async () => {
    expect(await ask({ status: 200, body: { statusCode: 200 } })).toMatchObject({ text: '{"statusCode":200}' });
    await server.close();
    expect(await ask({ status: 401 })).toMatchObject({ status: 401, text: '' });
  });
});
