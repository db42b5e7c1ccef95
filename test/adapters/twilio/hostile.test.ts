import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TwilioOptions } from '../../../src/adapters/twilio/options.ts';
import { createStatusWebhook } from '../../../src/adapters/twilio/status-webhook.ts';
import { createTwilioWebhook } from '../../../src/adapters/twilio/webhook.ts';
import { keptLog } from '../../support/app.ts';
import { noTap } from '../../support/receiver.ts';
import { useTwilioService } from '../../support/twilio-service.ts';
import { account, publicUrl, signed } from '../../support/twilio-stub.ts';

const { aService, twilio } = useTwilioService();

/** How many bodies are tried on each route: TWILIO_BODIES=10000 tries them all, `npm test` fewer, and fewer still over HTTP. */
const inProcess = Number(process.env['TWILIO_BODIES'] ?? 1_000);
const overHttp = Number(process.env['TWILIO_BODIES'] ?? 60);

/** A word that stands in every body, and may stand in no log. */
const secret = 'xqzsecretwordzqx';

const names = ['From', 'To', 'Body', 'MessageSid', 'NumMedia', 'OptOutType', 'MessageStatus', 'ErrorCode', '__proto__'];
const hostile = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('%', '%zz', '%00', '%ff%fe', '&&&&', '=', 'From=%2B15550100', '\u0000', '{"a":1}', 'a'.repeat(5_000)),
);
const field = fc.tuple(fc.oneof(fc.constantFrom(...names), hostile), hostile);
const form = fc
  .array(field, { maxLength: 12 })
  .map((fields) => `Body=${secret}&${fields.map(([name, value]) => `${name}=${value}`).join('&')}`);
const encoded = fc
  .array(field, { maxLength: 12 })
  .map((fields) => new URLSearchParams([...fields, ['Body', secret]]).toString());
const body = fc.oneof(form, encoded);
const signature = fc.oneof(
  fc.constantFrom('', 'x', Buffer.alloc(20, 1).toString('base64'), `${'A'.repeat(27)}=`),
  fc.string({ maxLength: 40 }).map((text) => Buffer.from(text).toString('base64')),
);
const query = fc.constantFrom(
  '',
  '?',
  '?receipt=',
  '?receipt=%',
  '?receipt=a&receipt=b',
  '?bodySHA256=x',
  '?%00',
  '//',
);

const receiver = { receive: () => Promise.resolve('committed'), report: () => Promise.resolve('unknown'), ...noTap };
const options: TwilioOptions = {
  ...{ accountSid: account.sid, authToken: account.token, sender: { numbers: ['+15550199'] } },
  ...{ optOut: 'provider', publicUrl },
};

describe.each([
  ['/api/sms/twilio', createTwilioWebhook],
  ['/api/sms/twilio/status', createStatusWebhook],
] as const)('%s', (path, create) => {
  test(`takes ${inProcess} hostile bodies: none is let in, none is a fault, none is in a log`, async () => {
    const log = keptLog();
    const webhook = create(options, log);
    let heard = 0;
    const count = async () => {
      heard += 1;
    };
    const to = { receive: count, report: count, ...noTap };
    await fc.assert(
      fc.asyncProperty(body, signature, query, async (text, sign, more) => {
        const headers = { 'x-twilio-signature': sign };
        expect((await webhook.answer({ url: path + more, headers, body: text }, to)).status).toBe(401);
      }),
      { numRuns: inProcess },
    );
    expect(heard).toBe(0);
    expect(log.lines.join('\n')).not.toContain(secret);
  });

  test(`takes ${inProcess} hostile forms that Twilio has signed: each is answered, none is a fault or in a log`, async () => {
    const log = keptLog();
    const webhook = create(options, log);
    const fields = fc.dictionary(fc.oneof(fc.constantFrom(...names.slice(0, -1)), hostile), hostile, { maxKeys: 12 });
    await fc.assert(
      fc.asyncProperty(fields, async (given) => {
        const { body: text, signature: sign } = signed(path, { Body: secret, ...wellFormed(given) });
        const headers = { 'x-twilio-signature': sign };
        const { status } = await webhook.answer({ url: path, headers, body: text }, receiver);
        expect([200, 204, 400, 403]).toContain(status);
      }),
      { numRuns: inProcess },
    );
    expect(log.lines.join('\n')).not.toContain(secret);
  });

  test(`takes ${overHttp} of them over HTTP, signed and not, without a 5xx`, async () => {
    const service = await aService();
    const fields = fc.dictionary(fc.constantFrom(...names.slice(2, -1)), hostile, { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(body, fields, fc.boolean(), async (text, given, isSigned) => {
        const from = { From: '+15550177', To: '+15550199' };
        const post = isSigned
          ? signed(path, { ...wellFormed(given), Body: secret, ...from })
          : { path, body: text, signature: 'wrong' };
        expect((await twilio().post(post)).status).toBeLessThan(500);
      }),
      { numRuns: overHttp, endOnFailure: true },
    );
    await service.app.drained();
    expect(service.allLogged()).not.toContain(secret);
    expect(service.allLogged()).not.toContain('5550177');
  }, 600_000);
});

test('a form of too many fields is not looked at', async () => {
  const log = keptLog();
  const webhook = createTwilioWebhook(options, log);
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`f${n}`, 'x']));
  const { body: text, signature: sign } = signed('/api/sms/twilio', many);
  const post = { url: '/api/sms/twilio', headers: { 'x-twilio-signature': sign }, body: text };
  expect((await webhook.answer(post, receiver)).status).toBe(401);
  expect(log.lines.join()).toContain('FIELDS_TOO_MANY');
});

/** As a form can carry it: lone surrogates become what a form makes of them. */
const wellFormed = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [Buffer.from(name).toString(), Buffer.from(value).toString()]),
  );
