import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileNameOf, keyNames, secretNames } from '../../src/config/keys.ts';
import { inspectConfig, readConfig } from '../../src/config/read.ts';

const key = Buffer.alloc(32, 7).toString('base64url');
const bot = { COACH_BOT_APP_ID: 'app', COACH_BOT_APP_PASSWORD: 'hush' };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coach-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const aFile = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const linesOf = (environment: Record<string, string>): readonly string[] =>
  inspectConfig(environment).problems.map(({ name, todo }) => `${name}: ${todo}`);

describe('the configuration', () => {
  test('has a default for everything on a fresh machine, which only this machine reaches', () => {
    expect(readConfig({})).toEqual({
      environment: 'development',
      role: 'both',
      host: '127.0.0.1',
      port: 3978,
      publicUrl: null,
      trustedProxies: [],
      oidc: null,
      notices: { privacyUrl: null, termsUrl: null },
      onCall: { smtp: null, noticeNumber: null, webhookSecret: null, pagerDuty: null, deadmanUrl: null },
      dataDir: './data',
      masterKey: null,
      mongo: null,
      logLevel: 'info',
      country: 'us',
      zone: 'America/Chicago',
      coveredEntity: null,
      tryPage: true,
      directLine: true,
      azureLanguage: null,
      clinicDir: null,
      bot: null,
      slack: null,
      twilio: null,
      metrics: { token: null },
    });
  });

  test('takes an empty key for none, and leaves the rest of the environment alone', () => {
    const empty = Object.fromEntries(keyNames.map((name) => [name, ' ']));
    expect(readConfig({ ...empty, PATH: '/bin', HOME: '/' })).toEqual(readConfig({}));
  });

  test('knows a covered entity by a yes, and keeps apart that nobody has said', () => {
    const covered = ['true', 'false', ''].map((said) => readConfig({ COACH_COVERED_ENTITY: said }).coveredEntity);
    expect(covered).toEqual([true, false, null]);
  });

  test('asks for both secrets of a Slack app, and takes the rest of its keys with them only', () => {
    const [token, secret] = [{ COACH_SLACK_BOT_TOKEN: 'xoxb-1' }, { COACH_SLACK_SIGNING_SECRET: 's' }];
    expect(readConfig({ ...token, ...secret, COACH_SLACK_TEAM_ID: 'T1' }).slack).toEqual({
      ...{ botToken: 'xoxb-1', signingSecret: 's', teamId: 'T1' },
    });
    expect(linesOf(token)).toEqual([expect.stringMatching(/^COACH_SLACK_SIGNING_SECRET: /)]);
    for (const alone of [secret, { COACH_SLACK_TEAM_ID: 'T1' }, { COACH_SLACK_API_URL: 'https://s.example/' }])
      expect(linesOf(alone)).toEqual([expect.stringMatching(/^COACH_SLACK_BOT_TOKEN: /)]);
    expect(linesOf({ ...secret, COACH_SLACK_BOT_TOKEN: 'wrong' })[0]).toMatch(/^COACH_SLACK_BOT_TOKEN: give/);
  });

  test('turns /try off with Direct Line', () => {
    expect(readConfig({ COACH_DIRECT_LINE: 'off' })).toMatchObject({ tryPage: false, directLine: false });
    expect(linesOf({ COACH_DIRECT_LINE: 'off', COACH_TRY: 'on' })).toEqual([expect.stringMatching(/^COACH_TRY: /)]);
  });

  test('opens the key, with or without padding', () => {
    for (const text of [key, `${key}=`]) expect(readConfig({ COACH_KEY: text }).masterKey).toEqual(Buffer.alloc(32, 7));
  });

  test('knows an app registration, and another authority', () => {
    expect(readConfig(bot).bot).toEqual({ appId: 'app', appPassword: 'hush', appType: 'MultiTenant' });
    const managed = { COACH_BOT_APP_ID: 'app', COACH_BOT_APP_TYPE: 'UserAssignedMSI', COACH_BOT_TENANT_ID: 'clinic' };
    expect(readConfig(managed).bot).toEqual({ appId: 'app', appType: 'UserAssignedMsi', tenantId: 'clinic' });
    const authority = {
      COACH_BOT_OPENID_URL: 'http://127.0.0.1:1/openid',
      COACH_BOT_TOKEN_ISSUER: 'issuer',
      COACH_BOT_LOGIN_URL: 'http://127.0.0.1:1/login',
      COACH_BOT_OAUTH_SCOPE: 'scope',
    };
    expect(readConfig({ ...bot, ...authority }).bot?.authority).toEqual({
      openIdUrl: 'http://127.0.0.1:1/openid',
      tokenIssuer: 'issuer',
      loginUrl: 'http://127.0.0.1:1/login',
      oauthScope: 'scope',
    });
    const { COACH_BOT_LOGIN_URL: _, ...three } = authority;
    expect(linesOf({ ...bot, ...three })).toEqual([
      expect.stringMatching(/COACH_BOT_LOGIN_URL.*: .*all of them or none/),
    ]);
  });
});

describe('a configuration that cannot be used', () => {
  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['COACH_ENV', 'staging'],
    ['COACH_HOST', 'http://x'],
    ['COACH_PUBLIC_URL', 'ftp://x.example'],
    ['COACH_LOG_LEVEL', 'loud'],
    ['COACH_COUNTRY', 'USA'],
    ['COACH_ZONE', 'Chicago Time'],
    ['COACH_COVERED_ENTITY', 'yes'],
    ['COACH_TRY', 'true'],
    ['COACH_KEY', 'c2hvcnQ'],
    ['COACH_KEY', `${key}${key}`],
    ['COACH_KEY', `${key.slice(0, 42)}B`],
    ['COACH_METRICS_TOKEN', 'guess-me'],
    ['COACH_BOT_APP_TYPE', 'Other'],
    ['COACH_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['COACH_TRUSTED_PROXIES', 'proxy.example'],
  ])('says what %s takes, and not that it is %s', (name, value) => {
    const lines = linesOf({ [name]: value });
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name}: give .+\\.$`))]);
    expect(lines.join()).not.toContain(value);
  });

  test.each([
    ['COACH_DATADIR', 'Did you mean COACH_DATA_DIR?'],
    ['COACH_LOGLEVEL', 'Did you mean COACH_LOG_LEVEL?'],
    ['COACH_KEY_FIEL', 'Did you mean COACH_KEY_FILE?'],
    ['COACH_PORT_FOR_EVERYTHING', 'see .env.example'],
  ])('refuses the unknown name %s', (name, hint) => {
    const lines = linesOf({ [name]: 'my value' });
    expect(lines).toEqual([expect.stringContaining(`${name}: this name is not known.`)]);
    expect(lines[0]).toContain(hint);
    expect(lines[0]).not.toContain('my value');
  });

  test.each([
    ['COACH_HOST', { COACH_HOST: '0.0.0.0', COACH_TRY: 'off', COACH_DIRECT_LINE: 'off', COACH_METRICS: 'off' }],
    ['COACH_HOST', { ...bot, COACH_HOST: '::', COACH_METRICS: 'off' }],
    ['COACH_METRICS_TOKEN', { ...bot, COACH_HOST: '10.0.0.1', COACH_TRY: 'off', COACH_DIRECT_LINE: 'off' }],
    [
      'COACH_OIDC_ISSUER, COACH_OIDC_CLIENT_ID, COACH_OIDC_CLIENT_SECRET',
      { COACH_OIDC_ISSUER: 'https://login.example', COACH_OIDC_CLIENT_ID: 'coach' },
    ],
    [
      'COACH_OIDC_ISSUER',
      { COACH_OIDC_ISSUER: 'http://login.example', COACH_OIDC_CLIENT_ID: 'coach', COACH_OIDC_CLIENT_SECRET: 'x' },
    ],
    ['COACH_BOT_APP_ID', { COACH_BOT_APP_PASSWORD: 'hush' }],
    ['COACH_BOT_APP_PASSWORD', { COACH_BOT_APP_ID: 'app' }],
    ['COACH_BOT_TENANT_ID', { ...bot, COACH_BOT_APP_TYPE: 'SingleTenant' }],
    ['COACH_BOT_TENANT_ID', { COACH_BOT_APP_ID: 'app', COACH_BOT_APP_TYPE: 'UserAssignedMSI' }],
    ['COACH_ENV', { NODE_ENV: 'production' }],
  ])('asks for %s in %j', (name, environment) => {
    expect(linesOf(environment as unknown as Record<string, string>)).toEqual([expect.stringMatching(`^${name}: `)]);
  });

  test('is told all at once, one line each', () => {
    const environment = { PORT: 'x', COACH_COUNTRY: 'USA', COACH_NOPE_NOPE: '1', COACH_BOT_APP_ID: 'app' };
    expect(() => readConfig(environment)).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringMatching(
          /^The configuration cannot be used\.\n {2}COACH_NOPE_NOPE: .+\n {2}PORT: .+\n {2}COACH_COUNTRY: .+\n {2}COACH_BOT_APP_PASSWORD: .+$/,
        ),
      }),
    );
  });
});

describe('a secret', () => {
  test('comes from a file, white space around it taken off', () => {
    const path = aFile('key', `\n ${key} \n`);
    expect(readConfig({ COACH_KEY_FILE: path }).masterKey).toEqual(Buffer.alloc(32, 7));
    const password = aFile('password', 'hush hush\n');
    const { bot: registered } = readConfig({ COACH_BOT_APP_ID: 'app', COACH_BOT_APP_PASSWORD_FILE: password });
    expect(registered?.appPassword).toBe('hush hush');
  });

  test('is each of key, connection strings, client secrets, auth token, API secret and metrics token', () => {
    expect(secretNames).toEqual([
      ...['MONGODB_URI', 'MONGODB_KEYS_URI'],
      ...['COACH_KEY', 'COACH_BOT_APP_PASSWORD', 'COACH_SLACK_BOT_TOKEN', 'COACH_SLACK_SIGNING_SECRET'],
      'COACH_TWILIO_AUTH_TOKEN',
      'COACH_TWILIO_API_SECRET',
      'AZURE_LANGUAGE_KEY',
      ...['COACH_OIDC_CLIENT_SECRET', 'COACH_SMTP_URL', 'COACH_NOTICE_WEBHOOK_SECRET', 'COACH_DEADMAN_URL'],
      'COACH_METRICS_TOKEN',
    ]);
  });

  test.each(['COACH_KEY', 'COACH_BOT_APP_PASSWORD', 'COACH_METRICS_TOKEN'] as const)(
    '%s is refused twice, from no file, from an empty file, and never shown',
    (name) => {
      const inFile = fileNameOf(name);
      const others: Record<string, string> = name === 'COACH_BOT_APP_PASSWORD' ? { COACH_BOT_APP_ID: 'app' } : {};
      const told = (environment: Record<string, string>) => linesOf({ ...others, ...environment });
      const path = aFile('secret', 'in the file');
      const both = told({ [name]: key, [inFile]: path });
      expect(both).toEqual([expect.stringMatching(new RegExp(`^${inFile}: give this or ${name}, not both`))]);
      expect(told({ [inFile]: join(folder, 'none') })).toEqual([expect.stringMatching(`^${inFile}: .*ENOENT`)]);
      expect(told({ [inFile]: folder })).toEqual([expect.stringMatching(`^${inFile}: .*EISDIR`)]);
      expect(told({ [inFile]: aFile('empty', '\n') })).toEqual([expect.stringMatching(`^${inFile}: .*empty`)]);
      expect(both.join()).not.toMatch(new RegExp(`${key}|in the file`));
    },
  );

  test('that is wrong in its file is not shown', () => {
    const lines = linesOf({ COACH_KEY_FILE: aFile('wrong', 'my-secret-words') });
    expect(lines).toEqual(['COACH_KEY: give 32 bytes in base64url (43 characters).']);
  });
});
