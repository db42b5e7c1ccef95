import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkTwilio } from '../../../src/cli/doctor/twilio.ts';
import type { TwilioConfig } from '../../../src/config/config.ts';
import { account, aTwilio, ourNumber, publicUrl, type TwilioStub } from '../../support/twilio-stub.ts';

const webhook = `${publicUrl}/api/sms/twilio`;
const service = `MG${'2'.repeat(32)}`;
const accountPath = `/2010-04-01/Accounts/${account.sid}.json`;
const numbersPath = `/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers.json`;
const number = { phone_number: ourNumber, sms_url: webhook, sms_method: 'POST', capabilities: { sms: true } };

let twilio: TwilioStub;
beforeEach(async () => {
  twilio = await aTwilio([`${account.sid}:${account.token}`, `SK${'1'.repeat(32)}:key`]);
  twilio.resources[accountPath] = { body: { status: 'active' } };
  withNumber();
});
afterEach(() => twilio.close());

const page = (key: string, list: readonly object[]) => ({
  body: { [key]: list, meta: { key }, page: 0, next_page_uri: null },
});
function withNumber(fields: object | null = {}): void {
  twilio.resources[numbersPath] = page('incoming_phone_numbers', fields ? [{ ...number, ...fields }] : []);
}
function withService(fields: object = {}, senders: readonly object[] = [{ phone_number: ourNumber }]): void {
  const base = `/v1/Services/${service}`;
  twilio.resources[base] = { body: { inbound_request_url: webhook, use_inbound_webhook_on_number: false, ...fields } };
  twilio.resources[`${base}/PhoneNumbers`] = page('phone_numbers', senders);
  twilio.resources[`${base}/ShortCodes`] = page('short_codes', []);
}

async function look(options: Partial<TwilioConfig> = {}): Promise<readonly string[]> {
  const config: TwilioConfig = {
    ...{ accountSid: account.sid, authToken: account.token, sender: { numbers: [ourNumber] } },
    ...{ optOut: 'provider', publicUrl, apiUrl: twilio.url, ...options },
  };
  return (await checkTwilio({ twilio: config })).map(({ result, say }) => `${result}: ${say}`);
}

describe('the doctor on SMS by Twilio', () => {
  test('says nothing where it is not configured', async () => {
    expect(await checkTwilio({ twilio: null })).toEqual([]);
  });

  test('is content with an account, a sender and a webhook that fit', async () => {
    expect(await look()).toEqual([expect.stringMatching(/^ok: /)]);
    withNumber({ sms_url: `${webhook}#rc=2&rp=all` });
    expect(await look()).toEqual([expect.stringMatching(/^ok: /)]);
    withService();
    const apiKey = { sid: `SK${'1'.repeat(32)}`, secret: 'key' };
    expect(await look({ sender: { service }, apiKey })).toEqual([expect.stringMatching(/^ok: /)]);
    expect(twilio.taken).toEqual([]);
  });

  test('asks for the number of notices as well', async () => {
    const asked = async (noticeNumber: string) => {
      const onCall = { noticeNumber, smtp: null, webhookSecret: null, pagerDuty: null, deadmanUrl: null };
      const sender = { service };
      withService();
      withNumber(null);
      const twilioConfig: TwilioConfig = {
        ...{ accountSid: account.sid, authToken: account.token, sender, optOut: 'provider', publicUrl },
        apiUrl: twilio.url,
      };
      return (await checkTwilio({ twilio: twilioConfig, onCall })).map(({ result, say }) => `${result}: ${say}`);
    };
    expect(await asked('+15550188')).toEqual([
      'fail: +15550188 is not a number of this account: look at COACH_TWILIO_NUMBERS and COACH_NOTICE_NUMBER.',
    ]);
  });

  test.each([
    ['a wrong auth token', () => look({ authToken: 'no-such-token' }), /^fail: COACH_TWILIO_ACCOUNT_SID and .*20003/],
    [
      'a wrong API key',
      () => look({ apiKey: { sid: `SK${'1'.repeat(32)}`, secret: 'no' } }),
      /^fail: COACH_TWILIO_API_KEY .*20003/,
    ],
    ['no such service', () => look({ sender: { service } }), /^fail: .*service is not there.*20404/],
    ['nobody at the API', () => look({ apiUrl: 'http://127.0.0.1:9' }), /^fail: .*cannot be reached/],
  ])('names %s, in one line and without a secret', async (_what, found, line) => {
    const lines = await found();
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(lines.join()).not.toMatch(/the-auth-token|no-such-token|0{10}/);
  });

  test.each([
    ['a suspended account', () => (twilio.resources[accountPath] = { body: { status: 'suspended' } }), /suspended/],
    ['a number of somebody else', () => withNumber(null), /is not a number of this account/],
    ['a number without texts', () => withNumber({ capabilities: { sms: false } }), /sends no texts/],
    [
      'a webhook elsewhere',
      () => withNumber({ sms_url: 'https://demo.twilio.com/reply' }),
      /somewhere else.*coach\.example/,
    ],
    ['no webhook', () => withNumber({ sms_url: '' }), /nowhere/],
    ['a webhook by GET', () => withNumber({ sms_method: 'GET' }), /set POST/],
  ])('names %s', async (_what, prepare, line) => {
    prepare();
    expect(await look()).toEqual([expect.stringMatching(line)]);
  });

  test('names a service without a sender, and one whose texts go elsewhere', async () => {
    withService({}, []);
    expect(await look({ sender: { service } })).toEqual([expect.stringMatching(/^fail: .*no sender/)]);
    withService({ inbound_request_url: null });
    expect(await look({ sender: { service } })).toEqual([expect.stringMatching(/^fail: The messaging service posts/)]);
    // The numbers' own webhooks count where the service says so.
    withService({ use_inbound_webhook_on_number: true, inbound_request_url: null });
    expect(await look({ sender: { service } })).toEqual([expect.stringMatching(/^ok: /)]);
  });
});
