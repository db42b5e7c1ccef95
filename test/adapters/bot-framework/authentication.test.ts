import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createBotFramework } from '../../../src/adapters/bot-framework/bot-framework.ts';
import type { Inbound } from '../../../src/ports/channel.ts';
import { keptLog } from '../../support/app.ts';
import {
  type Authority,
  anActivity,
  anAuthority,
  appId,
  givenToken,
  posted,
  type TokenFields,
} from '../../support/bot-authority.ts';
import { keptConsole } from '../../support/kept-console.ts';
import { giving } from '../../support/receiver.ts';

const serviceUrl = 'https://smba.local.test/amer/';

/** botbuilder's list of the issuers of emulator tokens, which it lengthens by itself. */
const require = createRequire(import.meta.url);
const { ToBotFromBotOrEmulatorTokenValidationParameters: validation } = createRequire(require.resolve('botbuilder'))(
  'botframework-connector/lib/auth/tokenValidationParameters',
) as {
  ToBotFromBotOrEmulatorTokenValidationParameters: { issuer: string[] };
};

let authority: Authority;
let noise: readonly string[];
beforeAll(async () => {
  authority = await anAuthority();
});
afterAll(() => authority.close());
beforeEach(() => {
  // botbuilder writes to the console by itself.
  noise = keptConsole();
});
afterEach(() => {
  jest.restoreAllMocks();
  authority.state.mode = 'up';
});

function anEdge(options: object = authority.options) {
  const log = keptLog();
  const { webhook } = createBotFramework(options, log, givenToken);
  const received: Inbound[] = [];
  return {
    log,
    received,
    post: (authorization: string, fields: Readonly<Record<string, unknown>> = {}) =>
      webhook.answer(
        posted(authorization, anActivity(serviceUrl, fields)),
        giving(async (inbound) => received.push(inbound)),
      ),
  };
}

describe('a token of the channel', () => {
  test('lets its message in', async () => {
    const { post, received } = anEdge();
    expect(await post(await authority.bearer(serviceUrl))).toEqual({ status: 200 });
    expect(received).toMatchObject([{ channel: 'teams', address: '29:alex', text: 'menu' }]);
  });

  const forged: readonly (readonly [string, () => Promise<string>, object?])[] = [
    ['for another bot', () => token({ claims: { aud: 'another' } })],
    ['that has run out', () => token({ from: -7_200, until: -3_600 })],
    ['that is not valid yet', () => token({ from: 3_600, until: 7_200 })],
    ['of another issuer', () => token({ claims: { iss: 'https://evil.test' } })],
    ['of an emulator’s issuer', () => token({ claims: { iss: validation.issuer[0] } })],
    ['for another service URL', () => authority.bearer('https://evil.test/')],
    ['without a service URL', () => token({ claims: { serviceurl: undefined } })],
    ['whose key may not speak for the channel', () => token({}), { channelId: 'kik' }],
    ['with a tenant of its own', () => token({ claims: { tid: 'tenant-of-nobody' } })],
    ['signed by another key', async () => token({ key: (await otherKeys()).privateKey })],
    ['with a signature that was cut', async () => (await token({})).slice(0, -4)],
    ['with a key nobody knows', () => token({ kid: 'key-unknown' })],
    ['without a signature', async () => unsigned(await token({}), { alg: 'none', typ: 'JWT', kid: 'key-1' })],
    ['signed by HMAC with the public key', () => token({ alg: 'HS256', key: Buffer.from(authority.pemOf('key-1')) })],
    ['that is missing', async () => ''],
    ['that is garbage', async () => 'Bearer garbage'],
    ['of garbage in three parts', async () => 'Bearer bm8.bm8.bm8'],
    ['of another scheme', async () => (await token({})).replace('Bearer', 'Basic')],
    ['that is very long', async () => `Bearer ${'a'.repeat(100_000)}.b.c`],
  ];
  const token = (fields: TokenFields) => authority.bearer(serviceUrl, fields);

  test.each(forged)('%s is answered 401 with nothing, and nothing is received', async (_what, make, fields = {}) => {
    const { post, received, log } = anEdge();
    expect(await post(await make(), fields as Record<string, unknown>)).toEqual({ status: 401 });
    expect(received).toEqual([]);
    expect(log.lines.join()).toMatch(/bot\.refused.*TOKEN_(SHAPE|INVALID)/);
    expect(`${log.lines.join()} ${noise.join()}`).not.toMatch(/menu|29:alex/);
  });

  test('is asked for even where the body cannot be read', async () => {
    const { webhook } = createBotFramework(authority.options, keptLog(), givenToken);
    for (const activity of [undefined, null, [], 'text', { type: 'message' }]) {
      expect(
        await webhook.answer(
          posted('', activity),
          giving(async () => {}),
        ),
      ).toEqual({ status: 401 });
      const authorization = await authority.bearer(serviceUrl);
      expect(
        await webhook.answer(
          posted(authorization, activity),
          giving(async () => {}),
        ),
      ).toEqual({ status: 400 });
    }
  });

  test('signed by a key that was added later lets its message in an hour later', async () => {
    const { post, received } = anEdge();
    expect(await post(await authority.bearer(serviceUrl))).toEqual({ status: 200 });
    await authority.addKey('key-2');
    expect(await post(await authority.bearer(serviceUrl, { kid: 'key-2' }))).toEqual({ status: 401 });
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 61 * 60_000);
    expect(await post(await authority.bearer(serviceUrl, { kid: 'key-2' }))).toEqual({ status: 200 });
    expect(received).toHaveLength(2);
  });

  test('a channel the token may speak for and nobody here knows is refused with a log line', async () => {
    await authority.addKey('key-kik', ['kik']);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 130 * 60_000);
    const { post, received, log } = anEdge();
    expect(await post(await authority.bearer(serviceUrl, { kid: 'key-kik' }), { channelId: 'kik' })).toEqual({
      status: 403,
    });
    expect(received).toEqual([]);
    expect(log.lines.join()).toContain('"bot.channel-refused",{"channel":"kik"}');
  });
});

describe('an OpenID document that cannot be had', () => {
  test('is answered 503 when its server says no', async () => {
    const other = await anAuthority();
    other.state.mode = 'down';
    const { post, received } = anEdge(other.options);
    expect(await post(await other.bearer(serviceUrl))).toEqual({ status: 503 });
    other.state.mode = 'up';
    expect(await post(await other.bearer(serviceUrl))).toEqual({ status: 200 });
    expect(received).toHaveLength(1);
    await other.close();
  });

  test('is answered 503 when its server is gone', async () => {
    const other = await anAuthority();
    const authorization = await other.bearer(serviceUrl);
    await other.close();
    const { post, received } = anEdge(other.options);
    expect(await post(authorization)).toEqual({ status: 503 });
    expect(received).toEqual([]);
  });

  test('is answered 503 within seconds when its server says nothing, and only some posts wait for it', async () => {
    const other = await anAuthority();
    other.state.mode = 'silent';
    const { post, received } = anEdge(other.options);
    const authorization = await other.bearer(serviceUrl);
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: 200 }, () => post(authorization)));
    expect(performance.now() - start).toBeLessThan(8_000);
    expect(answers.every(({ status }) => status === 503)).toBe(true);
    expect(other.state.asked).toBeLessThanOrEqual(64);
    expect(received).toEqual([]);
    await other.close();
  });
});

describe('10,000 forged tokens with 10,000 issuers and tenants', () => {
  test('leave nothing behind', async () => {
    const { post, received, log } = anEdge();
    expect(await post(await authority.bearer(serviceUrl))).toEqual({ status: 200 });
    const issuers = validation.issuer.length;
    const [header = '', , signature = ''] = (await authority.bearer(serviceUrl)).replace('Bearer ', '').split('.');
    const forge = (index: number): string => {
      const tenant = `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`;
      // Every second one names the true issuer: botbuilder remembers a token's tenant whoever issued it.
      const iss = index % 2 === 0 ? authority.issuer : `https://sts.windows.net/${tenant}/`;
      const claims = { iss, tid: tenant, aud: appId, ver: '1.0', appid: appId, serviceurl: serviceUrl };
      return `Bearer ${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
    };
    const round = async (from: number) => {
      for (let index = from; index < from + 5_000; index += 1) expect((await post(forge(index))).status).toBe(401);
      received.length = 0;
      log.lines.length = 0;
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = await round(0);
    const after = await round(5_000);
    expect(validation.issuer).toHaveLength(issuers);
    // Four remembered issuers of 60 letters per token would be some megabytes.
    expect(after - before).toBeLessThan(2_000_000);
  });
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function unsigned(bearer: string, header: object): string {
  const [, payload = ''] = bearer.split('.');
  return `Bearer ${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`;
}

async function otherKeys() {
  const { generateKeyPair } = await import('jose');
  return generateKeyPair('RS256');
}
