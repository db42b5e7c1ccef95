import { isLoopback } from '../domain/loopback.ts';
import { assemble, type Config } from './config.ts';
import { aboutKey, type KeyName, type KeyValues } from './keys.ts';
import { liesIn } from './paths.ts';
import type { Environment, Problem } from './problem.ts';

/** What a rule looks at. */
interface Case {
  readonly config: Config;
  readonly values: KeyValues;
  readonly environment: Environment;
}

/** A rule over several keys: `broken` says when, the problem what to do. */
interface Rule extends Problem {
  readonly broken: (given: Case) => boolean;
}

const authorityNames = [
  'COACH_BOT_OPENID_URL',
  'COACH_BOT_TOKEN_ISSUER',
  'COACH_BOT_LOGIN_URL',
  'COACH_BOT_OAUTH_SCOPE',
] as const satisfies readonly KeyName[];
const botNames = ['COACH_BOT_APP_PASSWORD', 'COACH_BOT_TENANT_ID', 'COACH_BOT_TENANTS', ...authorityNames] as const;

const slackNames = [
  'COACH_SLACK_SIGNING_SECRET',
  'COACH_SLACK_TEAM_ID',
  'COACH_SLACK_API_URL',
] as const satisfies readonly KeyName[];

const twilioNames = [
  'COACH_TWILIO_ACCOUNT_SID',
  'COACH_TWILIO_AUTH_TOKEN',
  'COACH_TWILIO_API_KEY',
  'COACH_TWILIO_API_SECRET',
  'COACH_TWILIO_MESSAGING_SERVICE',
  'COACH_TWILIO_NUMBERS',
  'COACH_TWILIO_API_URL',
] as const satisfies readonly KeyName[];
const usesTwilio = ({ values }: Case): boolean => twilioNames.some((name) => values[name] !== undefined);

const isPlain = (url: string | undefined | null): boolean => url?.startsWith('http:') ?? false;
const isHere = (url: string | undefined): boolean => url !== undefined && isLoopback(new URL(url).hostname);

/** Whether a URL is a scheme, a host and a port, and nothing else. */
function isOrigin(url: string): boolean {
  const { pathname, search, hash, username, password } = new URL(url);
  return pathname === '/' && !search && !hash && !username && !password;
}
const isOpen = ({ host }: Config): boolean => !isLoopback(host);
/** Does a channel stand that checks who writes? */
const checksWriters = ({ bot, slack, twilio }: Config): boolean =>
  [bot, slack, twilio].some((channel) => channel !== null);

/** What holds everywhere. */
const always: readonly Rule[] = [
  {
    name: 'COACH_ENV',
    todo: 'NODE_ENV says production, which is not read here. Say COACH_ENV=production, or COACH_ENV=development to play.',
    broken: ({ environment }) => environment['NODE_ENV'] === 'production' && !environment['COACH_ENV'],
  },
  {
    name: 'MONGODB_URI',
    todo: 'COACH_STORE=mongodb needs it: set this or MONGODB_URI_FILE.',
    broken: ({ values }) => values.COACH_STORE === 'mongodb' && !values.MONGODB_URI,
  },
  {
    name: 'COACH_STORE',
    todo: 'MONGODB_ keys are set, and the store is in the data folder: set COACH_STORE=mongodb, or take them out.',
    broken: ({ values }) =>
      values.COACH_STORE !== 'mongodb' && [values.MONGODB_URI, values.MONGODB_KEYS_URI].some(Boolean),
  },
  {
    name: 'COACH_HOST',
    todo: 'without a channel that checks who writes only this machine may reach the service: set 127.0.0.1, or a channel such as COACH_BOT_APP_ID.',
    broken: ({ config }) => isOpen(config) && !checksWriters(config),
  },
  {
    name: 'COACH_HOST',
    todo: '/try and Direct Line ask nobody who they are: set 127.0.0.1, or COACH_TRY=off and COACH_DIRECT_LINE=off.',
    broken: ({ config }) => isOpen(config) && (config.tryPage || config.directLine),
  },
  {
    name: 'COACH_TRY',
    todo: 'the page talks over Direct Line: set COACH_DIRECT_LINE=on, or COACH_TRY=off.',
    broken: ({ config }) => config.tryPage && !config.directLine,
  },
  {
    name: 'COACH_BOT_APP_ID',
    todo: 'other COACH_BOT_ keys are set: add the application id, or take them out.',
    broken: ({ config, values }) => !config.bot && botNames.some((name) => values[name]),
  },
  {
    name: 'COACH_BOT_APP_PASSWORD',
    todo: 'the app registration needs its client secret: set this or COACH_BOT_APP_PASSWORD_FILE.',
    broken: ({ config: { bot } }) => bot !== null && bot.appType !== 'UserAssignedMsi' && !bot.appPassword,
  },
  {
    name: 'COACH_BOT_TENANT_ID',
    todo: `SingleTenant and UserAssignedMSI need it: give ${aboutKey('COACH_BOT_TENANT_ID').takes}.`,
    broken: ({ config: { bot } }) => bot !== null && bot.appType !== 'MultiTenant' && !bot.tenantId,
  },
  {
    name: authorityNames.join(', '),
    todo: 'these belong together: set all of them or none.',
    broken: ({ values }) => new Set(authorityNames.map((name) => values[name] !== undefined)).size > 1,
  },
  ...(['COACH_TWILIO_ACCOUNT_SID', 'COACH_TWILIO_AUTH_TOKEN'] as const).map((name) => ({
    name,
    todo: `SMS by Twilio needs it: give ${aboutKey(name).takes}, or take the other COACH_TWILIO_ keys out.`,
    broken: (given: Case) => usesTwilio(given) && !given.values[name],
  })),
  {
    name: 'COACH_TWILIO_API_KEY, COACH_TWILIO_API_SECRET',
    todo: 'these belong together: set both or none.',
    broken: ({ values }) => !values.COACH_TWILIO_API_KEY !== !values.COACH_TWILIO_API_SECRET,
  },
  {
    name: 'COACH_TWILIO_MESSAGING_SERVICE, COACH_TWILIO_NUMBERS',
    todo: 'texts need one sender: set the messaging service or your numbers, and not both.',
    broken: (given) =>
      usesTwilio(given) && !given.values.COACH_TWILIO_MESSAGING_SERVICE === !given.values.COACH_TWILIO_NUMBERS,
  },
  {
    name: 'COACH_PUBLIC_URL',
    todo: 'Twilio signs the address it posts to: say where the internet reaches this service.',
    broken: (given) => usesTwilio(given) && !given.config.publicUrl,
  },
  {
    name: 'COACH_SLACK_BOT_TOKEN',
    todo: 'other COACH_SLACK_ keys are set: add the bot token (this or COACH_SLACK_BOT_TOKEN_FILE), or take them out.',
    broken: ({ values }) => !values.COACH_SLACK_BOT_TOKEN && slackNames.some((name) => values[name]),
  },
  {
    name: 'COACH_SLACK_SIGNING_SECRET',
    todo: 'without it nobody can tell what Slack posts from what others do: set this or COACH_SLACK_SIGNING_SECRET_FILE.',
    broken: ({ values }) => Boolean(values.COACH_SLACK_BOT_TOKEN) && !values.COACH_SLACK_SIGNING_SECRET,
  },
  {
    name: 'AZURE_LANGUAGE_ENDPOINT',
    todo: `other AZURE_LANGUAGE_ keys are set: give ${aboutKey('AZURE_LANGUAGE_ENDPOINT').takes}, or take them out.`,
    broken: ({ config, values }) =>
      !config.azureLanguage && [values.AZURE_LANGUAGE_KEY, values.AZURE_LANGUAGE_IDENTITY].some(Boolean),
  },
  {
    name: 'AZURE_LANGUAGE_ENDPOINT',
    todo: 'words would travel in the clear: use https.',
    broken: ({ config: { azureLanguage } }) => isPlain(azureLanguage?.endpoint) && !isHere(azureLanguage?.endpoint),
  },
  {
    name: 'AZURE_LANGUAGE_ENDPOINT',
    todo: 'give the address of the resource alone: no path, no name, no question.',
    broken: ({ config: { azureLanguage } }) => azureLanguage !== null && !isOrigin(azureLanguage.endpoint),
  },
  {
    name: 'AZURE_LANGUAGE_KEY',
    todo: 'set this, AZURE_LANGUAGE_KEY_FILE or AZURE_LANGUAGE_IDENTITY: one of them, and only one.',
    broken: ({ config: { azureLanguage } }) =>
      azureLanguage !== null && (azureLanguage.key === null) === (azureLanguage.identity === null),
  },
  {
    name: 'AZURE_LANGUAGE_KEY',
    todo: 'a key is letters, digits and signs without a space, on one line.',
    broken: ({ values }) =>
      values.AZURE_LANGUAGE_KEY !== undefined && !/^[!-~]{8,500}$/.test(values.AZURE_LANGUAGE_KEY),
  },
  {
    name: 'COACH_OIDC_ISSUER, COACH_OIDC_CLIENT_ID, COACH_OIDC_CLIENT_SECRET',
    todo: 'these belong together: set all of them or none.',
    broken: ({ values }) =>
      new Set([
        values.COACH_OIDC_ISSUER !== undefined,
        values.COACH_OIDC_CLIENT_ID !== undefined,
        values.COACH_OIDC_CLIENT_SECRET !== undefined,
      ]).size > 1,
  },
  {
    name: 'COACH_OIDC_ISSUER',
    todo: 'whoever stands between could say who signs in: use https.',
    broken: ({ values }) => isPlain(values.COACH_OIDC_ISSUER) && !isHere(values.COACH_OIDC_ISSUER),
  },
  {
    name: 'COACH_SMTP_URL, COACH_SMTP_FROM',
    todo: 'these belong together: set both or none.',
    broken: ({ values }) => !values.COACH_SMTP_URL !== !values.COACH_SMTP_FROM,
  },
  {
    name: 'COACH_NOTICE_NUMBER',
    todo: 'notices by SMS need Twilio: set the COACH_TWILIO_ keys, or take it out.',
    broken: ({ config }) => config.onCall.noticeNumber !== null && !config.twilio,
  },
  {
    name: 'COACH_METRICS_TOKEN',
    todo: 'others than this machine could read /metrics: set this or COACH_METRICS_TOKEN_FILE, or COACH_METRICS=off.',
    broken: ({ config }) =>
      (isOpen(config) || config.environment === 'production') && config.metrics !== null && !config.metrics.token,
  },
];

/** What is only good for development. */
const inProduction: readonly Rule[] = [
  {
    name: 'COACH_BOT_APP_ID',
    todo: 'no channel is configured that checks who writes: set this and COACH_BOT_APP_PASSWORD_FILE, or COACH_TWILIO_ACCOUNT_SID.',
    broken: ({ config }) => !checksWriters(config),
  },
  {
    name: 'COACH_KEY_FILE',
    todo: 'a key made in the data folder is for development: "coach setup" makes a key file elsewhere.',
    broken: ({ config }) => !config.masterKey,
  },
  {
    name: 'COACH_KEY_FILE',
    todo: 'the key lies in the data folder it locks: keep it elsewhere, so that a copy of the folder opens nothing.',
    broken: ({ config, environment: { COACH_KEY_FILE: path } }) => path !== undefined && liesIn(path, config.dataDir),
  },
  {
    name: 'COACH_TRY',
    todo: 'the page lets anybody read and write as the sample couple and move the clock: set off, or leave it out.',
    broken: ({ config }) => config.tryPage,
  },
  {
    name: 'COACH_DIRECT_LINE',
    todo: 'it asks nobody who they are: set off, or leave it out.',
    broken: ({ config }) => config.directLine,
  },
  {
    name: 'COACH_COVERED_ENTITY',
    todo: 'say true if the clinic is a covered entity (HIPAA, 42 CFR Part 2), which turns partner chat on Slack off; else false.',
    broken: ({ config }) => config.coveredEntity === null,
  },
  {
    name: 'COACH_PUBLIC_URL',
    todo: 'messages would travel in the clear: use https.',
    broken: ({ config }) => isPlain(config.publicUrl),
  },
  {
    name: 'COACH_BOT_OPENID_URL, COACH_BOT_LOGIN_URL',
    todo: 'whoever stands between could sign tokens: use https.',
    broken: ({ values }) => isPlain(values.COACH_BOT_OPENID_URL) || isPlain(values.COACH_BOT_LOGIN_URL),
  },
  {
    name: 'COACH_SLACK_API_URL',
    todo: 'messages and the token would travel in the clear: use https.',
    broken: ({ values }) => isPlain(values.COACH_SLACK_API_URL),
  },
  {
    name: 'COACH_TWILIO_API_URL',
    todo: 'messages and credentials would travel in the clear: use https.',
    broken: ({ values }) => isPlain(values.COACH_TWILIO_API_URL),
  },
  {
    name: 'on call',
    todo: 'no way to reach a counselor is configured: set COACH_BOT_, COACH_SLACK_ or COACH_TWILIO_ keys, COACH_SMTP_URL, COACH_NOTICE_WEBHOOK_SECRET or COACH_PAGERDUTY=on.',
    broken: ({ config }) => !reachesSomebody(config),
  },
  {
    name: 'COACH_PAGERDUTY_URL',
    todo: 'notices would travel in the clear: use https.',
    broken: ({ config: { onCall } }) => isPlain(onCall.pagerDuty?.url),
  },
  {
    name: 'COACH_DEADMAN_URL',
    todo: 'whoever stands between could keep the heartbeat going: use https.',
    broken: ({ config: { onCall } }) => isPlain(onCall.deadmanUrl),
  },
];

/** Whether some kind of contact way can be written to. Who is called by it stands in the store. Pure. */
export const reachesSomebody = ({ bot, slack, twilio, onCall: { smtp, webhookSecret, pagerDuty } }: Config): boolean =>
  [bot, slack, twilio, smtp, webhookSecret, pagerDuty].some((way) => way !== null);

/** What is wrong with values that are each what they may be. Pure. */
export function checkRules(values: KeyValues, environment: Environment): readonly Problem[] {
  const config = assemble(values);
  const rules = config.environment === 'production' ? [...always, ...inProduction] : always;
  return rules
    .filter(({ broken }) => broken({ config, values, environment }))
    .map(({ name, todo }) => ({ name, todo }));
}
