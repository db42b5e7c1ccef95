import { describe, expect, test } from '@jest/globals';
import { inspectConfig, readConfig } from '../../src/config/read.ts';

const sid = (kind: string): string => kind + '0'.repeat(32);
const whole: Readonly<Record<string, string>> = {
  COACH_TWILIO_ACCOUNT_SID: sid('AC'),
  COACH_TWILIO_AUTH_TOKEN: 'hush',
  COACH_TWILIO_NUMBERS: '+15550100, +15550101',
  COACH_PUBLIC_URL: 'https://coach.example.org',
};
const without = (...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)));
const linesOf = (environment: Readonly<Record<string, string>>): readonly string[] =>
  inspectConfig(environment).problems.map(({ name, todo }) => `${name}: ${todo}`);

describe('SMS by Twilio', () => {
  test('is off where nothing is set, and on where all of it is', () => {
    expect(readConfig({}).twilio).toBeNull();
    expect(readConfig(whole).twilio).toEqual({
      ...{ accountSid: sid('AC'), authToken: 'hush', sender: { numbers: ['+15550100', '+15550101'] } },
      ...{ optOut: 'provider', publicUrl: 'https://coach.example.org' },
    });
    const more = { COACH_TWILIO_API_KEY: sid('SK'), COACH_TWILIO_API_SECRET: 'key', COACH_TWILIO_OPTOUT: 'own' };
    const service = { ...without('COACH_TWILIO_NUMBERS'), COACH_TWILIO_MESSAGING_SERVICE: sid('MG') };
    expect(readConfig({ ...service, ...more }).twilio).toMatchObject({
      ...{ sender: { service: sid('MG') }, optOut: 'own', apiKey: { sid: sid('SK'), secret: 'key' } },
    });
  });

  test.each([
    ['no account', /^COACH_TWILIO_ACCOUNT_SID: .*needs it/, without('COACH_TWILIO_ACCOUNT_SID')],
    ['no auth token', /^COACH_TWILIO_AUTH_TOKEN: .*needs it/, without('COACH_TWILIO_AUTH_TOKEN')],
    ['no sender', /^COACH_TWILIO_MESSAGING_SERVICE, COACH_TWILIO_NUMBERS: /, without('COACH_TWILIO_NUMBERS')],
    ['two senders', /not both/, { ...whole, COACH_TWILIO_MESSAGING_SERVICE: sid('MG') }],
    ['no public URL', /^COACH_PUBLIC_URL: Twilio signs/, without('COACH_PUBLIC_URL')],
    [
      'a key without its secret',
      /^COACH_TWILIO_API_KEY, .*both or none/,
      { ...whole, COACH_TWILIO_API_KEY: sid('SK') },
    ],
    ['a number that is none', /^COACH_TWILIO_NUMBERS: give numbers/, { ...whole, COACH_TWILIO_NUMBERS: '555-0100' }],
    ['an SID of another kind', /^COACH_TWILIO_ACCOUNT_SID: give/, { ...whole, COACH_TWILIO_ACCOUNT_SID: sid('SK') }],
  ])('with %s is told by its key, in one line and without a value', (_what, line, environment) => {
    const lines = linesOf(environment);
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(lines.join()).not.toMatch(/hush|555-0100|0{32}/);
  });

  test('is a channel that checks who writes: the service may be reached by others, and needs no bot', () => {
    const open = { COACH_HOST: '0.0.0.0', COACH_DIRECT_LINE: 'off', COACH_METRICS: 'off' };
    expect(linesOf({ ...whole, ...open })).toEqual([]);
    expect(linesOf(open)).toEqual([expect.stringMatching(/^COACH_HOST: without a channel/)]);
    const production = { ...whole, COACH_ENV: 'production' };
    expect(linesOf(production).some((line) => line.startsWith('COACH_BOT_APP_ID'))).toBe(false);
  });

  test('sends nothing in the clear in production', () => {
    const clear = { ...whole, COACH_TWILIO_API_URL: 'http://127.0.0.1:1' };
    expect(linesOf(clear)).toEqual([]);
    expect(linesOf({ ...clear, COACH_ENV: 'production' })).toContainEqual(
      expect.stringMatching(/^COACH_TWILIO_API_URL: .*https/),
    );
  });
});
