import { describe, expect, test } from '@jest/globals';
import { authorityOf, checkBotOptions } from '../../../src/adapters/bot-framework/options.ts';

const authority = { openIdUrl: 'a', tokenIssuer: 'b', loginUrl: 'c', oauthScope: 'd' };

describe('a bot without authentication', () => {
  test.each(['127.0.0.1', 'localhost', '::1', '127.9.9.9'])('may listen on %s', (host) => {
    expect(() => checkBotOptions({}, { host, production: false })).not.toThrow();
  });
  test.each(['0.0.0.0', '::', '10.0.0.1', 'coach.example', '127.0.0.1.evil.test'])('may not listen on %s', (host) => {
    expect(() => checkBotOptions({}, { host, production: false })).toThrow(
      expect.objectContaining({ code: 'BOT_AUTH_REQUIRED' }),
    );
  });
  test('may not run in production, and one with an app id may', () => {
    const place = { host: '127.0.0.1', production: true };
    expect(() => checkBotOptions({ appId: '' }, place)).toThrow(expect.objectContaining({ code: 'BOT_AUTH_REQUIRED' }));
    expect(() => checkBotOptions({ appId: 'id', appPassword: 'p' }, { ...place, host: '0.0.0.0' })).not.toThrow();
  });
});

describe('a bot with an app id', () => {
  test.each([
    [{}, 'COACH_BOT_APP_PASSWORD'],
    [{ appType: 'SingleTenant', appPassword: 'p' }, 'COACH_BOT_TENANT_ID'],
    [{ appType: 'UserAssignedMsi' }, 'COACH_BOT_TENANT_ID'],
  ] as const)('is told what its type also needs: %p', (fields, names) => {
    const place = { host: '0.0.0.0', production: true };
    expect(() => checkBotOptions({ appId: 'id', ...fields }, place)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', details: { names } }),
    );
  });
});

describe('another authority', () => {
  test('is set whole or not at all', () => {
    expect(authorityOf({})).toBeNull();
    expect(authorityOf({ authority })).toEqual(authority);
    for (const key of Object.keys(authority)) {
      const part = { ...authority, [key]: '' };
      expect(() => authorityOf({ authority: part })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    }
  });
});
