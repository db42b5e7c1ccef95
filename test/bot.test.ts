import { describe, expect, test } from '@jest/globals';
import { openBot } from '../src/bot.ts';
import { keptLog } from './support/app.ts';

const open = (settings: Record<string, string>, host = '127.0.0.1') => openBot(settings, host, keptLog());
const registered = { COACH_BOT_APP_ID: 'id', COACH_BOT_APP_PASSWORD: 'p' };

describe('the bot of a configuration', () => {
  test('is there without any on this machine, so that a Teams client can be tried', async () => {
    expect((await open({}))?.channels.map(({ name }) => name)).toEqual(['teams', 'slack', 'sms', 'web']);
  });
  test('is not there without any in production or on another address', async () => {
    expect(await open({ NODE_ENV: 'production' })).toBeNull();
    expect(await open({}, '0.0.0.0')).toBeNull();
  });
  test('is there with its registration everywhere', async () => {
    expect(await open({ ...registered, NODE_ENV: 'production' }, '0.0.0.0')).not.toBeNull();
  });
  test('stops the start where it is configured by halves', async () => {
    const half = { COACH_BOT_TENANT_ID: 't', NODE_ENV: 'production' };
    await expect(open(half)).rejects.toMatchObject({ code: 'BOT_AUTH_REQUIRED' });
    await expect(open({ ...registered, COACH_BOT_LOGIN_URL: 'https://x' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});
