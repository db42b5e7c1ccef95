import { describe, expect, test } from '@jest/globals';
import { checkBot } from '../../../src/cli/doctor/bot.ts';
import type { BotConfig } from '../../../src/config/config.ts';

const config: BotConfig = {
  appId: '11111111-2222-3333-4444-555555555555',
  appPassword: 'a-secret',
  appType: 'SingleTenant',
  tenantId: '66666666-2222-3333-4444-555555555555',
};

/** The token service as botbuilder asks it: what it does when a token is wanted. */
const answering = (getToken: () => Promise<string>) =>
  ({
    isValidAppId: async () => true,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({ signRequest: async (request: unknown) => request, getToken }),
  }) as never;

const refusing = (message: string, errorCode: string) =>
  answering(async () => {
    throw Object.assign(new Error(message), { errorCode, name: 'ServerError' });
  });

describe('the doctor finds the credentials of a bot', () => {
  test('good where the authority gives a token', async () => {
    expect(
      await checkBot(
        config,
        answering(async () => 'token'),
      ),
    ).toMatchObject({ result: 'ok' });
  });
  test.each([
    [
      'a wrong secret',
      'AADSTS7000215: Invalid client secret provided. 11111111-2222',
      'invalid_client',
      /copy its value/,
    ],
    ['an expired secret', 'AADSTS7000222: expired', 'invalid_client', /expired/],
    ['an unknown app', 'AADSTS700016: not found', 'unauthorized_client', /COACH_BOT_APP_ID/],
    ['an unknown directory', 'AADSTS90002: no tenant', 'invalid_request', /no such directory/],
    ['a code that we do not know', 'AADSTS50196: loop', 'invalid_grant', /AADSTS50196/],
    ['no code at all', 'nothing to see', 'invalid_client', /do not belong together/],
  ])('bad: %s', async (_what, message, code, say) => {
    const finding = await checkBot(config, refusing(message, code));
    expect(finding).toMatchObject({ result: 'fail', say: expect.stringMatching(say) });
    expect(JSON.stringify(finding)).not.toMatch(/a-secret|11111111/);
  });
  test('unknown where the authority cannot be asked: a warning', async () => {
    const finding = await checkBot(config, refusing('network_error: Network request failed', 'network_error'));
    expect(finding).toMatchObject({ result: 'warn', say: expect.stringContaining('network_error') });
  });
  test('unknown where botbuilder’s own client finds no authority', async () => {
    const authority = {
      openIdUrl: 'https://127.0.0.1:1/openid',
      tokenIssuer: 'https://127.0.0.1:1/issuer',
      loginUrl: 'https://127.0.0.1:1/tenant',
      oauthScope: 'https://127.0.0.1:1',
    };
    const finding = await checkBot({ ...config, authority });
    expect(finding).toMatchObject({ result: 'warn', say: expect.stringContaining('COACH_BOT_LOGIN_URL') });
  }, 20_000);
});
