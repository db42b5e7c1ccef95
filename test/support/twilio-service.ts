import { afterEach, beforeEach, jest } from '@jest/globals';
import type { TwilioOptions } from '../../src/adapters/twilio/options.ts';
import { createTwilio } from '../../src/adapters/twilio/twilio.ts';
import { startServer } from '../../src/server/http/server.ts';
import { webhookRoutes } from '../../src/server/routes/webhook.ts';
import { aWorld, keptLog } from './app.ts';
import { keptConsole } from './kept-console.ts';
import { account, aTwilio, ourNumber, publicUrl, type TwilioStub } from './twilio-stub.ts';

/** The two partners of the second couple. */
export const jo = '+15550120';
export const kim = '+15550121';

/** For the tests of one file: a Twilio, and what is written to the console, anew for each. */
export function useTwilioService() {
  let twilio: TwilioStub;
  let closers: (() => Promise<void>)[];
  let noise: readonly string[];
  beforeEach(async () => {
    twilio = await aTwilio();
    closers = [twilio.close];
    noise = keptConsole();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(closers.map((close) => close()));
  });

  /** The service over HTTP: Alex on SMS with Sam on Teams, and Jo and Kim both on SMS. */
  async function aService(options: Partial<TwilioOptions> = {}) {
    const log = keptLog();
    const { webhooks, channel } = createTwilio(
      {
        ...{ accountSid: account.sid, authToken: account.token, sender: { numbers: [ourNumber] } },
        ...{ optOut: 'provider', publicUrl, apiUrl: twilio.url, ...options },
      },
      log,
      { burst: 10_000, oneEvery: 1 },
    );
    const world = await aWorld((parts) => ({ channels: new Map([...parts.channels, ['sms', channel]]) }));
    const spec = { zone: 'America/Chicago', privatePhone: true, checkIn: '20:00', channel: 'sms' } as const;
    const both = await world.app.enrol({
      ...{ caseCode: 'C-018', relationship: 'romantic' },
      a: { ...spec, name: 'Jo', language: 'en', address: jo },
      b: { ...spec, name: 'Kim', language: 'es', address: kim },
    });
    const server = await startServer({ host: '127.0.0.1', port: 0, log }, [webhookRoutes(world.app, webhooks)]);
    closers.push(server.close);
    twilio.reach(`http://127.0.0.1:${server.port}`);
    /** Somebody writes, and all that follows has been sent. */
    const text = async (body: string, fields: Readonly<Record<string, string>> = {}) => {
      const answer = await twilio.text(body, fields);
      if (!world.store.gone) await world.app.drained();
      return answer;
    };
    const allLogged = () => [...log.lines, ...world.log.lines, ...noise].join('\n');
    return { ...world, ...{ log, text, both, channel, allLogged } };
  }

  return {
    aService,
    twilio: () => twilio,
    /** What arrived on a phone, in order. */
    texts: (to = '+15550100') => twilio.taken.filter((each) => each.to === to).map(({ body }) => body),
  };
}
