import { describe, expect, test } from '@jest/globals';
import { openTasks } from '../../../src/domain/alert.ts';
import { useTwilioService } from '../../support/twilio-service.ts';
import { account, signed, type Taken } from '../../support/twilio-stub.ts';

const { aService, twilio, texts } = useTwilioService();

type Service = Awaited<ReturnType<typeof aService>>;

const textOf = (part: string): Taken => {
  const found = twilio().taken.find(({ body }) => body.includes(part));
  if (!found) throw new Error(`nothing with ${part} was sent`);
  return found;
};
const failuresOf = async ({ app, couple }: Service) =>
  (await app.history(`turn|${couple}|a`, 0, 1_000)).filter(({ data }) => data['event'] === 'delivery-failed');

/** A report, and all that follows from it. */
async function report({ app }: Service, text: Taken, status: string, code?: number) {
  const { status: answered } = await twilio().report(text, status, code);
  await app.drained();
  return answered;
}

describe('a report of Twilio’s', () => {
  test.each(['queued', 'accepted', 'sending', 'sent', 'delivered', 'read', 'receiving', 'nonsense'])(
    'that a text is %s is taken and changes nothing',
    async (status) => {
      const service = await aService();
      await service.text('menu');
      expect(await report(service, textOf('1 '), status)).toBe(204);
      expect(await failuresOf(service)).toEqual([]);
    },
  );

  test.each(['undelivered', 'failed', 'canceled'])(
    'that a crisis text is %s calls a human with a task, once, however often and in whatever order it comes',
    async (status) => {
      const service = await aService();
      await service.text('I want to die');
      const lines = textOf('988');
      expect(await report(service, lines, 'sent')).toBe(204);
      expect(await report(service, lines, status, 30003)).toBe(204);
      expect(await report(service, lines, status, 30003)).toBe(204);
      expect(await report(service, lines, 'sent')).toBe(204);
      expect((await failuresOf(service)).map(({ data }) => [data['lane'], data['code']])).toEqual([
        ['crisis', '30003'],
      ]);
      const [alert] = await service.app.alerts();
      expect(alert && openTasks(alert)).toMatchObject([{ kind: 'undeliverable', code: '30003' }]);
    },
  );

  test('that a menu did not arrive is in the log, and calls nobody', async () => {
    const service = await aService();
    await service.text('menu');
    await report(service, textOf('1 '), 'undelivered', 30008);
    expect((await failuresOf(service)).map(({ data }) => data['code'])).toEqual(['30008']);
    expect(await service.app.alerts()).toEqual([]);
  });

  test('without a code, or with one that is none, is told without one', async () => {
    const service = await aService();
    await service.text('menu');
    await report(service, textOf('1 '), 'failed');
    expect((await failuresOf(service)).map(({ data }) => data['code'])).toEqual(['CODE_UNKNOWN']);
  });

  test('that Twilio did not sign, or with a receipt of nobody’s, changes nothing', async () => {
    const service = await aService();
    await service.text('I want to die');
    const { statusCallback, sid } = textOf('988');
    const path = (statusCallback ?? '').slice((statusCallback ?? '').indexOf('/api/'));
    const fields = { MessageSid: sid, MessageStatus: 'undelivered', ErrorCode: '30003' };
    const right = signed(path, fields);
    const stranger = signed('/api/sms/twilio/status?receipt=made-up', fields);
    expect((await twilio().post({ ...right, signature: '' })).status).toBe(401);
    expect((await twilio().post(signed(path, fields, 'another'))).status).toBe(401);
    expect((await twilio().post({ ...right, path: `${path}x` })).status).toBe(401);
    expect((await twilio().post(stranger)).status).toBe(204);
    expect((await twilio().post(signed('/api/sms/twilio/status', fields))).status).toBe(204);
    await service.app.drained();
    expect(await failuresOf(service)).toEqual([]);
    expect(service.allLogged()).not.toContain(sid);
    expect((await twilio().post(right)).status).toBe(204);
    expect(account.token).not.toBe('another');
  });

  test('that cannot be kept is answered 503', async () => {
    const service = await aService();
    await service.text('I want to die');
    const lines = textOf('988');
    service.store.gone = true;
    expect((await twilio().report(lines, 'undelivered', 30003)).status).toBe(503);
    service.store.gone = false;
    expect(await report(service, lines, 'undelivered', 30003)).toBe(204);
    expect(await failuresOf(service)).toHaveLength(1);
  });

  test('names the receipt alone: the address has no word and no number in it', async () => {
    const service = await aService();
    await service.text('I want to die');
    for (const { statusCallback } of twilio().taken) {
      expect(statusCallback).toMatch(
        /^https:\/\/coach\.example\.org\/coach\/api\/sms\/twilio\/status\?receipt=[\w~-]+$/,
      );
      expect(statusCallback).not.toMatch(/5550100|die/);
    }
    expect(texts().length).toBeGreaterThan(0);
  });
});
