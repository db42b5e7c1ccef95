import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTwilio } from '../../../src/adapters/twilio/twilio.ts';
import { startServer } from '../../../src/server/http/server.ts';
import { webhookRoutes } from '../../../src/server/routes/webhook.ts';
import { keptLog } from '../../support/app.ts';
import { aNoticeWorld } from '../../support/notice-world.ts';
import { account, aTwilio, ourNumber, publicUrl, signed, type TwilioStub } from '../../support/twilio-stub.ts';

const noticeNumber = '+15550188';
const lee = '+15550177';

let twilio: TwilioStub;
let closers: (() => Promise<void>)[];
beforeEach(async () => {
  twilio = await aTwilio();
  closers = [twilio.close];
});
afterEach(async () => {
  for (const close of closers) await close();
});

/** The service with a number of its own for notices, over HTTP. */
async function aService() {
  const log = keptLog();
  const { webhooks, channel, notices } = createTwilio(
    {
      ...{ accountSid: account.sid, authToken: account.token, sender: { numbers: [ourNumber] }, noticeNumber },
      ...{ optOut: 'provider', publicUrl, apiUrl: twilio.url },
    },
    log,
    { burst: 10_000, oneEvery: 1 },
  );
  const world = await aNoticeWorld(undefined, (parts) => ({
    channels: new Map([...parts.channels, ['sms', channel]]),
    notices: new Map([...(parts.notices ?? []), ['sms', notices]]),
    publicUrl,
  }));
  const server = await startServer({ host: '127.0.0.1', port: 0, log }, [webhookRoutes(world.app, webhooks)]);
  closers.unshift(server.close);
  twilio.reach(`http://127.0.0.1:${server.port}`);
  const text = async (body: string, from = lee) => {
    const answer = await twilio.text(body, { From: from, To: noticeNumber });
    await world.app.drained();
    return answer.status;
  };
  return { ...world, log, text, texts: (to = lee) => twilio.taken.filter((each) => each.to === to) };
}

test('a notice comes from its own number, is claimed by a text to it, and answered from it', async () => {
  const { alertBy, alert, text, texts } = await aService();
  const { id, code } = await alertBy();
  expect(texts()).toMatchObject([
    { from: noticeNumber, body: expect.stringMatching(/^EMERGENCY: case C-017\. .*CLAIM \d{4}/) },
  ]);
  expect(await text(`Claim ${code}`)).toBe(200);
  expect((await alert(id)).holder).toBe('Lee');
  expect(texts().at(-1)).toMatchObject({ from: noticeNumber, body: 'You have C-017.' });
});

test('a text from any other number claims nothing, whoever says that it is theirs', async () => {
  const { alertBy, alert, text } = await aService();
  const { id, code } = await alertBy();
  await text(`CLAIM ${code}`, '+15550199');
  expect((await alert(id)).holder).toBeNull();
});

test('a text that Twilio did not sign claims nothing', async () => {
  const { alertBy, alert } = await aService();
  const { id, code } = await alertBy();
  const forged = signed(
    '/api/sms/twilio',
    { From: lee, To: noticeNumber, Body: `CLAIM ${code}`, MessageSid: 'SM1' },
    'wrong',
  );
  expect((await twilio.post(forged)).status).toBe(401);
  expect((await alert(id)).holder).toBeNull();
});

test('a report of a notice that was lost stands on the timeline; STOP told to the carrier ends the way', async () => {
  const { alertBy, audit, texts, fake } = await aService();
  const { id } = await alertBy();
  const [notice] = texts();
  if (!notice) throw new Error('no notice');
  expect((await twilio.report(notice, 'undelivered', 30003)).status).toBe(204);
  expect(await audit(id)).toContain('notice-failed');
  expect(fake.ended).toEqual([]);
  await twilio.report(notice, 'failed', 21610);
  expect(fake.ended).toEqual([{ way: `sms-${lee}`, code: '21610', optedOut: true }]);
});

test('STOP from a person on call reaches that way alone, and a partner’s STOP reaches no notice', async () => {
  const { alertBy, text, texts, fake, app } = await aService();
  await text('STOP');
  expect(fake.ended).toEqual([{ way: `sms-${lee}`, code: 'STOP', optedOut: true }]);
  const [before] = [texts('+15550178').length];
  await twilio.text('STOP', { From: '+15550100' });
  await app.drained();
  await alertBy('I want to kill myself');
  expect(before).toBe(0);
  expect(fake.ended).toHaveLength(1);
});

test('no number, name or word of anybody stands in a log', async () => {
  const { alertBy, text, log } = await aService();
  const { code } = await alertBy();
  await text(`CLAIM ${code}`);
  await text('canary words of Lee');
  expect(log.lines.join()).not.toMatch(/canary|15550177|Lee\b/);
});
