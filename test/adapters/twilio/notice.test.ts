import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClient } from '../../../src/adapters/twilio/client.ts';
import { createSmsNotices } from '../../../src/adapters/twilio/notice.ts';
import type { TwilioOptions } from '../../../src/adapters/twilio/options.ts';
import { aNotice, patient } from '../../support/notices.ts';
import { account, aTwilio, ourNumber, publicUrl, type TwilioStub } from '../../support/twilio-stub.ts';

let twilio: TwilioStub;
beforeEach(async () => {
  twilio = await aTwilio();
});
afterEach(() => twilio.close());

function aChannel(more: Partial<TwilioOptions> = {}) {
  const options: TwilioOptions = {
    ...{ accountSid: account.sid, authToken: account.token, sender: { numbers: [ourNumber] } },
    ...{ optOut: 'provider', publicUrl, apiUrl: twilio.url, ...more },
  };
  return createSmsNotices(options, createClient(options));
}

const lee = { address: '+15550177' };

test('is one text with the case, the level and the link, and asks for a report', async () => {
  const outcome = await aChannel().send(lee, aNotice({ receipt: 'sealed~receipt' }), patient());
  expect(outcome).toEqual({ ok: true, handle: expect.any(String) });
  expect(twilio.taken).toMatchObject([
    {
      ...{ to: '+15550177', from: ourNumber },
      body: 'URGENT: case C-017. It has waited 3 minutes. https://coach.example.org/console/cases/alert-1',
      statusCallback: `${publicUrl}/api/sms/twilio/status?receipt=sealed~receipt`,
    },
  ]);
});

test('comes from the number of notices where there is one, whatever partners’ texts come from', async () => {
  await aChannel({ noticeNumber: '+15550188' }).send(lee, aNotice(), patient());
  await aChannel({ noticeNumber: '+15550188', sender: { service: 'MG1' } }).send(lee, aNotice(), patient());
  await aChannel({ sender: { service: 'MG1' } }).send(lee, aNotice(), patient());
  expect(twilio.taken.map(({ from, service }) => from ?? service)).toEqual(['+15550188', '+15550188', 'MG1']);
});

test('says by a code why it was not taken, and ends the way after STOP and where the number is none', async () => {
  const channel = aChannel();
  twilio.optedOut.add('+15550177');
  const stopped = await channel.send(lee, aNotice(), patient());
  const none = await channel.send({ address: 'no number' }, aNotice(), patient());
  twilio.behaviours.push({ status: 503 }, { status: 429, code: 20429, retryAfter: '2' }, 'hang', 'reset');
  const later = [];
  for (let count = 0; count < 4; count += 1)
    later.push(
      await channel.send({ address: '+15550178' }, aNotice(), count === 2 ? AbortSignal.timeout(200) : patient()),
    );
  expect(stopped).toEqual({ ok: false, code: '21610', permanent: true });
  expect(none).toEqual({ ok: false, code: '21211', permanent: true });
  expect(later).toMatchObject([
    { ok: false, code: 'HTTP_503' },
    { ok: false, code: '20429' },
    { ok: false, code: 'TIMEOUT' },
    { ok: false, code: 'ECONNRESET' },
  ]);
  expect(later.every((outcome) => !('permanent' in outcome))).toBe(true);
});
