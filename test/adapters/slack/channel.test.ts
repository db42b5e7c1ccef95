import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createSlackChannel } from '../../../src/adapters/slack/channel.ts';
import { createSlackClient } from '../../../src/adapters/slack/client.ts';
import { ended, failureOf, ours, passing } from '../../../src/adapters/slack/outcome.ts';
import { bodyOfWords } from '../../../src/domain/find.ts';
import type { Lane } from '../../../src/domain/frame.ts';
import { codeUnknown, providerCode } from '../../../src/domain/provider-code.ts';
import type { Sent } from '../../../src/ports/channel.ts';
import { aSlack, type Mood, type SlackStub, slackToken } from '../../support/slack-stub.ts';

let slack: SlackStub;
const tokens: boolean[] = [];
beforeAll(async () => {
  slack = await aSlack();
});
beforeEach(() => {
  slack.forget();
  tokens.length = 0;
});
afterAll(() => slack.close());

const aMessage = {
  key: 'x',
  text: 'canary',
  body: bodyOfWords('canary', []),
  buttons: [],
  labels: [],
  counselor: null,
  language: 'en',
} as const;

const send = (lane: Lane = 'reply', { token = slackToken, url = slack.url, wait = 5_000 } = {}): Promise<Sent> => {
  const client = createSlackClient({ botToken: token, apiUrl: url });
  const channel = createSlackChannel(client, (good) => void tokens.push(good));
  return channel.send({
    address: 'U1',
    message: aMessage,
    effect: 'e',
    lane,
    at: 0,
    signal: AbortSignal.timeout(wait),
  });
};

/** What sending comes to in a mood of Slack's. */
const inMood = (mood: Mood, lane?: Lane): Promise<Sent> => {
  slack.next('chat.postMessage', mood);
  return send(lane);
};

test('a message is sent once, with the token in the header and nowhere else', async () => {
  expect(await send()).toEqual({ ok: true });
  expect(slack.of('chat.postMessage')).toMatchObject([{ channel: 'U1', text: 'Side by Side' }]);
  expect(JSON.stringify(slack.calls)).not.toContain(slackToken);
  expect(tokens).toEqual([true]);
});

describe('a picture card', () => {
  const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  const sendPicture = (draw: () => Uint8Array | null = () => png): Promise<Sent> => {
    const client = createSlackClient({ botToken: slackToken, apiUrl: slack.url });
    const channel = createSlackChannel(client, () => {}, undefined, { draw });
    const message = { ...aMessage, picture: '30 days' };
    const signal = AbortSignal.timeout(5_000);
    return channel.send({ address: 'U1', reference: 'D1', message, effect: 'e', lane: 'reply', at: 0, signal });
  };

  test('comes behind its text as a file, with what it says, under a name that tells nothing', async () => {
    expect(await sendPicture()).toEqual({ ok: true });
    expect(slack.calls.map(({ method }) => method)).toEqual([
      ...['chat.postMessage', 'files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'],
    ]);
    expect(slack.of('files.getUploadURLExternal')).toMatchObject([{ filename: 'card.png', alt_text: '30 days' }]);
    expect(slack.of('files.completeUploadExternal')).toMatchObject([
      { channel_id: 'D1', files: [{ id: 'F01', title: 'Side by Side' }] },
    ]);
  });

  test('that cannot be drawn leaves its text alone', async () => {
    expect(await sendPicture(() => null)).toEqual({ ok: true });
    expect(slack.calls.map(({ method }) => method)).toEqual(['chat.postMessage']);
  });

  test.each<[string, Mood]>([
    ['files.getUploadURLExternal', { error: 'missing_scope' }],
    ['upload', { status: 500 }],
    ['upload', 'reset'],
    ['files.completeUploadExternal', { limited: 30 }],
  ])('whose %s fails leaves its text alone, and the text is not sent twice', async (method, mood) => {
    slack.next(method, mood);
    expect(await sendPicture()).toEqual({ ok: true });
    expect(slack.of('chat.postMessage')).toHaveLength(1);
  });
});

describe('what Slack answers', () => {
  test.each([...ended])('%s ends the address', async (error) => {
    expect(await inMood({ error })).toEqual({ ok: false, code: `SLACK_${error}`, permanent: true });
  });
  test.each([...ours])('%s lies with us, and is tried again after minutes', async (error) => {
    const sent = await inMood({ error });
    expect(sent).toEqual({ ok: false, code: `SLACK_${error}`, retryAfterMs: expect.any(Number) });
    expect((sent as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(150_000);
  });
  test.each([...passing])('%s passes, and is tried again after a second', async (error) => {
    const sent = await inMood({ error });
    expect(sent).toEqual({ ok: false, code: `SLACK_${error}`, retryAfterMs: expect.any(Number) });
    expect((sent as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(1_000);
  });
  test('is told by a code that a log may hold, whatever it is', () => {
    const codes = [...ended, ...ours, ...passing].map((error) => failureOf({ data: { error } }, 'reply', 0, 0).code);
    expect(codes.map(providerCode)).not.toContain(codeUnknown);
    expect(new Set(codes).size).toBe(codes.length);
  });
  test('is waited for as long as a 429 says', async () => {
    const sent = await inMood({ limited: 30 });
    expect(sent).toMatchObject({ ok: false, code: 'HTTP_429', throttled: true });
    const { retryAfterMs } = sent as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThanOrEqual(30_000);
    expect(retryAfterMs).toBeLessThanOrEqual(31_000);
    expect(slack.of('chat.postMessage')).toEqual([]);
  });
  test.each<[string, Mood, string]>([
    ['a 429 that does not say how long', { limited: null }, 'HTTP_429'],
    ['a 503', { status: 503 }, 'HTTP_503'],
    ['a 500 with words', { status: 500, body: 'canary' }, 'HTTP_500'],
    ['a page instead of JSON', { status: 200, body: '<html>canary</html>' }, 'SLACK_UNKNOWN'],
    ['an error that nobody knows', { error: 'canary words' }, 'SLACK_UNKNOWN'],
    ['a reset', 'reset', 'NETWORK'],
  ])('as %s is a passing failure with a code and no word', async (_what, mood, code) => {
    const sent = await inMood(mood, 'crisis');
    expect(sent).toMatchObject({ ok: false, code });
    expect(sent).not.toHaveProperty('permanent');
    expect((sent as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(10_000);
    expect(JSON.stringify(sent)).not.toContain('canary');
  });
});

test.each<[Mood, number]>([
  ['hang', 0],
  ['accept-and-hang', 1],
])('Slack that falls silent (%s) is not waited for beyond the signal', async (mood, taken) => {
  slack.next('chat.postMessage', mood);
  const started = performance.now();
  expect(await send('crisis', { wait: 300 })).toMatchObject({ ok: false, code: 'TIMEOUT' });
  expect(performance.now() - started).toBeLessThan(3_000);
  expect(slack.of('chat.postMessage')).toHaveLength(taken);
});

test('a revoked token is told, and ends the address; a wrong one does not', async () => {
  expect(await send('reply', { token: 'xoxb-wrong' })).toMatchObject({ code: 'SLACK_invalid_auth' });
  expect(tokens).toEqual([]);
  slack.revoke();
  expect(await send()).toEqual({ ok: false, code: 'SLACK_token_revoked', permanent: true });
  expect(tokens).toEqual([false]);
});

// Under jest the client does not know the errors of fetch for errors: outside, the code is the system's own.
test('nobody there is a passing failure', async () => {
  expect(await send('reply', { url: 'http://127.0.0.1:1/api/' })).toMatchObject({ ok: false, code: 'NETWORK' });
});
