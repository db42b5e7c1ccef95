import { describe, expect, test } from '@jest/globals';
import { inspectConfig } from '../../src/config/read.ts';
import { openBot } from '../../src/service/bot.ts';
import { keptLog } from '../support/app.ts';

const open = (settings: Record<string, string>) => openBot(inspectConfig(settings).config, keptLog());
const namesOf = async (settings: Record<string, string>) => (await open(settings))?.channels.map(({ name }) => name);
const registered = { COACH_BOT_APP_ID: 'id', COACH_BOT_APP_PASSWORD: 'p' };

describe('the bot of a configuration', () => {
  test('is there without any on this machine, so that a Teams client can be tried', async () => {
    expect(await namesOf({})).toEqual(['teams', 'slack', 'sms', 'web']);
  });
  test('is not there without any in production or on another address', async () => {
    expect(await open({ COACH_ENV: 'production' })).toBeNull();
    expect(await open({ COACH_HOST: '0.0.0.0' })).toBeNull();
  });
  test('is there with its registration everywhere', async () => {
    expect(await open({ ...registered, COACH_ENV: 'production', COACH_HOST: '0.0.0.0' })).not.toBeNull();
  });
});
