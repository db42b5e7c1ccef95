import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTwilioChannel } from '../../../src/adapters/twilio/channel.ts';
import { createClient } from '../../../src/adapters/twilio/client.ts';
import { codes } from '../../../src/adapters/twilio/codes.ts';
import type { TwilioOptions } from '../../../src/adapters/twilio/options.ts';
import type { Lane } from '../../../src/domain/frame.ts';
import { account, aTwilio, ourNumber, publicUrl, type TwilioStub } from '../../support/twilio-stub.ts';

let twilio: TwilioStub;
beforeEach(async () => {
  twilio = await aTwilio([`${account.sid}:${account.token}`, `SK${'1'.repeat(32)}:key`]);
});
afterEach(() => twilio.close());

function aChannel(options: Partial<TwilioOptions> = {}) {
  const all: TwilioOptions = {
    ...{ accountSid: account.sid, authToken: account.token, sender: { numbers: [ourNumber] } },
    ...{ optOut: 'provider', publicUrl, apiUrl: twilio.url, ...options },
  };
  return createTwilioChannel(all, createClient(all));
}

const message = (text: string) =>
  ({ key: 'some.key', text, body: [], buttons: [], labels: [], counselor: null, language: 'en' }) as const;
const never = new AbortController().signal;
const outgoing = (text = 'Hello', fields: object = {}) => ({
  ...{ address: '+15550100', message: message(text), effect: 'e-1', lane: 'reply' as Lane, at: 0 },
  ...{ receipt: 'sealed-receipt', signal: never, ...fields },
});

describe('a text to Twilio', () => {
  test('has the number, the words, the sender, and where to report with its receipt', async () => {
    expect(await aChannel().send(outgoing('Llámame, ñandú'))).toEqual({ ok: true });
    expect(twilio.taken).toEqual([
      {
        ...{ sid: expect.any(String), to: '+15550100', from: ourNumber, service: null, body: 'Llámame, ñandú' },
        statusCallback: `${publicUrl}/api/sms/twilio/status?receipt=sealed-receipt`,
      },
    ]);
  });

  test('goes by the messaging service where one is set, and with the API key where one is set', async () => {
    const service = `MG${'2'.repeat(32)}`;
    const apiKey = { sid: `SK${'1'.repeat(32)}`, secret: 'key' };
    expect(await aChannel({ sender: { service }, apiKey }).send(outgoing())).toEqual({ ok: true });
    expect(twilio.taken[0]).toMatchObject({ service, from: null });
  });

  test('counts for the pace of the number it comes from', () => {
    const numbers = ['+15550191', '+15550192'];
    const { pace } = aChannel({ sender: { numbers } });
    const reference = JSON.stringify({ ours: '+15550192', theirs: '+15550100' });
    expect(pace).toMatchObject({ burst: 10, oneEvery: 1_000 });
    expect(pace?.sender({ ...outgoing(), reference })).toBe('+15550192');
    expect(aChannel({ sender: { service: 'MG1' } }).pace?.sender(outgoing())).toBe('MG1');
  });

  test('goes where it is told to, whatever TWILIO_ variables there are', async () => {
    process.env['TWILIO_EDGE'] = 'sydney';
    process.env['TWILIO_REGION'] = 'au1';
    try {
      expect(await aChannel({ apiUrl: `${twilio.url}/` }).send(outgoing())).toEqual({ ok: true });
    } finally {
      delete process.env['TWILIO_EDGE'];
      delete process.env['TWILIO_REGION'];
    }
  });

  test('of more than 1,600 characters is several, cut after sentences, in order', async () => {
    const sentences = Array.from({ length: 80 }, (_, n) => `This is sentence number ${n} of a long message.`);
    expect(await aChannel().send(outgoing(sentences.join(' ')))).toEqual({ ok: true });
    const bodies = twilio.taken.map(({ body }) => body);
    expect(bodies.length).toBeGreaterThan(1);
    expect(bodies.join(' ')).toBe(sentences.join(' '));
    expect(bodies.every((body) => body.length <= 1_600 && body.endsWith('.'))).toBe(true);
  });

  test('that broke off between its parts goes on after the part that Twilio has', async () => {
    const channel = aChannel();
    const long = `${'a'.repeat(1_500)}. ${'b'.repeat(1_500)}.`;
    twilio.behaviours.push({ status: 201, body: '{}' }, { status: 503 });
    expect(await channel.send(outgoing(long))).toMatchObject({ ok: false, code: 'HTTP_503' });
    expect(await channel.send(outgoing(long))).toEqual({ ok: true });
    expect(twilio.taken.map(({ body }) => body[0])).toEqual(['a', 'b']);
  });

  test('is sent once where Twilio took it, whatever the answer’s body is', async () => {
    for (const body of ['', 'not JSON', 'null', '[]', '"x"']) {
      twilio.behaviours.push({ status: 201, body });
      expect(await aChannel().send(outgoing())).toEqual({ ok: true });
    }
    expect(twilio.calls()).toBe(5);
  });
});

describe('a text that Twilio does not take', () => {
  test.each([...codes].map(([code, { kind }]) => [code, kind] as const))('%i is %s', async (code, kind) => {
    twilio.behaviours.push({ status: 400, code });
    const sent = await aChannel().send(outgoing());
    const gone = kind === 'gone' || kind === 'stopped';
    expect(sent).toEqual({
      ...{ ok: false, code: String(code) },
      ...(gone ? { permanent: true } : {}),
      ...(kind === 'stopped' ? { optedOut: true } : {}),
      ...(kind === 'ours' || kind === 'message' ? { retryAfterMs: expect.any(Number) } : {}),
    });
    expect(twilio.calls()).toBe(1);
  });

  test('with 429 waits for as long as it says, and is not tried again by the client', async () => {
    twilio.behaviours.push({ status: 429, code: 20429, retryAfter: '7' });
    const sent = await aChannel().send(outgoing());
    expect(sent).toMatchObject({ ok: false, code: '20429', throttled: true });
    expect(sent.ok ? 0 : sent.retryAfterMs).toBeGreaterThanOrEqual(7_000);
    expect(sent.ok ? 0 : sent.retryAfterMs).toBeLessThanOrEqual(8_000);
    expect(twilio.calls()).toBe(1);
  });

  test.each([
    [{ status: 500 }, 'HTTP_500'],
    [{ status: 503 }, 'HTTP_503'],
    [{ status: 502, body: '<html>Bad gateway +15550100</html>' }, 'HTTP_502'],
    ['reset', 'ECONNRESET'],
  ] as const)('by %j may pass: %s', async (behaviour, code) => {
    twilio.behaviours.push(behaviour);
    expect(await aChannel().send(outgoing())).toEqual({ ok: false, code });
    expect(twilio.calls()).toBe(1);
  });

  test('with 429 that says no time waits a second or two', async () => {
    twilio.behaviours.push({ status: 429 });
    const sent = await aChannel().send(outgoing());
    expect(sent).toEqual({ ok: false, code: 'HTTP_429', throttled: true, retryAfterMs: expect.any(Number) });
    expect(sent.ok ? 0 : sent.retryAfterMs).toBeLessThanOrEqual(2_000);
  });

  test.each([
    ['a wrong token', { authToken: 'wrong' }, '20003'],
    ['an unknown code', {}, '99999'],
  ])('by %s is tried again in a minute where it is a crisis, later otherwise', async (_what, options, code) => {
    const waits = [];
    for (const lane of ['crisis', 'reply'] as const) {
      if (code === '99999') twilio.behaviours.push({ status: 400, code: 99_999 });
      const sent = await aChannel(options).send(outgoing('Hello', { lane }));
      expect(sent).toMatchObject({ ok: false, code });
      waits.push(sent.ok ? 0 : sent.retryAfterMs);
    }
    expect(waits[0]).toBeLessThanOrEqual(60_000);
    expect(waits[1]).toBeGreaterThanOrEqual(150_000);
  });

  test('is told to be unknown in time, whether it hangs, was taken and lost, or is no longer wanted', async () => {
    const channel = aChannel();
    const soon = () => outgoing('Hello', { signal: AbortSignal.timeout(200) });
    for (const behaviour of ['hang', 'lost'] as const) {
      twilio.behaviours.push(behaviour);
      const started = performance.now();
      expect(await channel.send(soon())).toEqual({ ok: false, code: 'TIMEOUT' });
      expect(performance.now() - started).toBeLessThan(4_000);
    }
    expect(twilio.calls()).toBe(2);
    expect(twilio.taken).toHaveLength(1);
  });

  test('is given up by the client itself after five seconds', async () => {
    twilio.behaviours.push('hang');
    expect(await aChannel().send(outgoing())).toEqual({ ok: false, code: 'TIMEOUT' });
  });

  test('where nobody listens, says so', async () => {
    const sent = await aChannel({ apiUrl: 'http://127.0.0.1:9' }).send(outgoing());
    expect(sent).toEqual({ ok: false, code: 'ECONNREFUSED' });
  });
});
