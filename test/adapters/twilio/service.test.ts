import { describe, expect, test } from '@jest/globals';
import { useTwilioService } from '../../support/twilio-service.ts';
import { account, ourNumber, signed } from '../../support/twilio-stub.ts';

const { aService, twilio, texts } = useTwilioService();

describe('a text by Twilio', () => {
  test('is answered with empty TwiML, and by the API from the number it was written to', async () => {
    const { text } = await aService();
    expect(await text('menu')).toEqual({
      status: 200,
      type: 'text/xml',
      text: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
    });
    expect(twilio().taken).toHaveLength(1);
    expect(twilio().taken[0]).toMatchObject({ to: '+15550100', from: ourNumber });
    expect(texts()[0]).toMatch(/1 /);
  });

  test('counts once, however often it comes', async () => {
    const { text } = await aService();
    const fields = { MessageSid: `SM${'a'.repeat(32)}` };
    for (let time = 0; time < 3; time += 1) expect((await text('menu', fields)).status).toBe(200);
    expect(texts()).toHaveLength(1);
  });

  test('that Twilio did not sign is refused with a code, and nothing of it is kept', async () => {
    const { said, allLogged } = await aService();
    const good = signed('/api/sms/twilio', { From: '+15550100', To: ourNumber, Body: 'I am scared of him' });
    for (const wrong of [
      { ...good, signature: '' },
      { ...good, signature: 'x' },
      { ...good, signature: Buffer.alloc(20).toString('base64') },
      { ...good, body: good.body.replace('scared', 'glad') },
      { ...good, path: '/api/sms/twilio?more=1' },
      signed('/api/sms/twilio', { From: '+15550100', Body: 'hello' }, 'another token'),
      signed('/api/sms/twilio/status', { From: '+15550100', Body: 'hello' }),
    ].map((each) => ({ ...each, path: each.path.replace('/status', '') }))) {
      expect((await twilio().post(wrong)).status).toBe(401);
    }
    expect(said()).toEqual([]);
    expect(allLogged()).toContain('SIGNATURE_MISSING');
    expect(allLogged()).toContain('SIGNATURE_WRONG');
    expect(allLogged()).not.toMatch(/scared|5550100/);
    expect((await twilio().post(good)).status).toBe(200);
  });

  test('crisis: the answer arrives on the phone and a human is called', async () => {
    const { text, app } = await aService();
    await text("I'm scared of him");
    expect(texts()[0]).toContain('911');
    expect(await app.alerts()).toHaveLength(1);
  });

  test('is sent with the API key where one is set', async () => {
    const { text } = await aService({ apiKey: { sid: `SK${'0'.repeat(32)}`, secret: 'key' } });
    await text('menu');
    expect(twilio().refused[0]).toEqual({ status: 401, to: '+15550100' });
    expect(account.token).not.toBe('key');
  });
});
