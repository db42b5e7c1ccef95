import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWebhookNotices } from '../../../src/adapters/notice-webhook/channel.ts';
import { listen } from '../../support/bot-authority.ts';
import { aClaimedNotice, aNotice, patient } from '../../support/notices.ts';

const secret = 'a secret of the clinic';

/** The verification that docs/alerts.md shows, as a receiver has it. */
function isGenuine(headers: IncomingMessage['headers'], body: string, now = Date.now() / 1_000): boolean {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    String(headers[`webhook-${name}`]),
  );
  if (Math.abs(now - Number(timestamp)) > 300) return false;
  const expected = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest();
  return String(signatures)
    .split(' ')
    .some((each) => {
      const given = Buffer.from(each.replace(/^v1,/, ''), 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}

interface Post {
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

let posts: Post[];
let answers: { readonly status: number; readonly headers?: Record<string, string>; readonly silent?: boolean }[];
let server: Awaited<ReturnType<typeof listen>>;
beforeEach(async () => {
  posts = [];
  answers = [];
  server = await listen(({ headers }, body, response) => {
    posts.push({ body, headers });
    const { status, headers: said = {}, silent } = answers.shift() ?? { status: 204 };
    if (silent) return;
    for (const [name, value] of Object.entries(said)) response.setHeader(name, value);
    response.statusCode = status;
    response.end();
  });
});
afterEach(() => server.close());

const channel = createWebhookNotices({ secret });

test('posts the envelope as JSON that its receiver can verify', async () => {
  expect(await channel.send({ address: `${server.url}/hook` }, aNotice(), patient())).toEqual({
    ok: true,
    handle: 'notice-1',
  });
  const [{ body, headers } = { body: '', headers: {} }] = posts;
  expect(isGenuine(headers, body)).toBe(true);
  expect(JSON.parse(body)).toEqual({
    ...{ version: 1, id: 'notice-1', kind: 'alert', language: 'en' },
    ...{ subject: 'URGENT: case C-017', text: 'It has waited 3 minutes.' },
    case: {
      ...{ code: 'C-017', level: 'urgent', state: 'open', thread: 'alert-1.2' },
      raisedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    },
    link: 'https://coach.example.org/console/cases/alert-1',
  });
});

test('is refused by its receiver when a byte, the id or the time is another, or it is old', async () => {
  await channel.send({ address: server.url }, aNotice(), patient());
  const [{ body, headers } = { body: '', headers: {} }] = posts;
  expect(isGenuine(headers, body.replace('C-017', 'C-018'))).toBe(false);
  expect(isGenuine({ ...headers, 'webhook-id': 'other' }, body)).toBe(false);
  expect(isGenuine({ ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) }, body)).toBe(
    false,
  );
  expect(isGenuine(headers, body, Date.now() / 1_000 + 301)).toBe(false);
});

test('takes a secret of the Standard Webhooks too', async () => {
  const standard = createWebhookNotices({ secret: `whsec_${Buffer.from(secret).toString('base64')}` });
  await standard.send({ address: server.url }, aNotice(), patient());
  expect(isGenuine(posts[0]?.headers ?? {}, posts[0]?.body ?? '')).toBe(true);
});

test('says in an update who has the case', async () => {
  await channel.update?.({ address: server.url }, 'notice-1', aClaimedNotice(), patient());
  expect(JSON.parse(posts[0]?.body ?? '')).toMatchObject({ text: 'Lee has taken it.', case: { state: 'claimed' } });
});

test('posts nothing in the clear to another machine, nor where there is no address', async () => {
  for (const address of ['http://hooks.example.org/x', 'ftp://127.0.0.1/x', 'nonsense', ''])
    expect(await channel.send({ address }, aNotice(), patient())).toEqual({
      ok: false,
      code: 'URL_REFUSED',
      permanent: true,
    });
  expect(posts).toEqual([]);
});

test('follows no redirect, moves on after a refusal, and ends the way that is gone', async () => {
  answers.push(
    { status: 302, headers: { location: `${server.url}/elsewhere` } },
    { status: 503, headers: { 'retry-after': '7' } },
    { status: 401 },
    { status: 410 },
  );
  const outcomes = [];
  for (let count = 0; count < 4; count += 1)
    outcomes.push(await channel.send({ address: server.url }, aNotice(), patient()));
  expect(outcomes).toEqual([
    { ok: false, code: 'HTTP_302' },
    { ok: false, code: 'HTTP_503', retryAfterMs: 7_000 },
    { ok: false, code: 'HTTP_401' },
    { ok: false, code: 'HTTP_410', permanent: true },
  ]);
  expect(posts).toHaveLength(4);
});

test('ends with its signal where nobody answers, and says where nobody listens', async () => {
  answers.push({ status: 200, silent: true });
  expect(await channel.send({ address: server.url }, aNotice(), AbortSignal.timeout(200))).toEqual({
    ok: false,
    code: 'TIMEOUT',
  });
  expect(await channel.send({ address: 'http://127.0.0.1:1' }, aNotice(), patient())).toMatchObject({ ok: false });
});
