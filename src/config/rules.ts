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

const isPlain = (url: string | undefined | null): boolean => url?.startsWith('http:') ?? false;
const isHere = (url: string | undefined): boolean => url !== undefined && isLoopback(new URL(url).hostname);

/** Whether a URL is a scheme, a host and a port, and nothing else. */
function isOrigin(url: string): boolean {
  const { pathname, search, hash, username, password } = new URL(url);
  return pathname === '/' && !search && !hash && !username && !password;
}
const isOpen = ({ host }: Config): boolean => !isLoopback(host);

/** What holds everywhere. */
const always: readonly Rule[] = [
  {
    name: 'COACH_ENV',
    todo: 'NODE_ENV says production, which is not read here. Say COACH_ENV=production, or COACH_ENV=development to play.',
    broken: ({ environment }) => environment['NODE_ENV'] === 'production' && !environment['COACH_ENV'],
  },
  {
    name: 'COACH_HOST',
    todo: 'without bot authentication only this machine may reach the service: set 127.0.0.1, or COACH_BOT_APP_ID.',
    broken: ({ config }) => isOpen(config) && !config.bot,
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
    todo: 'no channel is configured that checks who writes: set this and COACH_BOT_APP_PASSWORD_FILE.',
    broken: ({ config }) => !config.bot,
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
    name: 'on call',
    todo: 'no way to reach a counselor is configured. This build has none yet: it cannot go live. No key turns this off.',
    broken: () => !reachesSomebody,
  },
];

/** Can this build reach a counselor? The issue that brings a notifier looks at its keys here. */
const reachesSomebody: boolean = false;

/** What is wrong with values that are each what they may be. Pure. */
export function checkRules(values: KeyValues, environment: Environment): readonly Problem[] {
  const config = assemble(values);
  const rules = config.environment === 'production' ? [...always, ...inProduction] : always;
  return rules
    .filter(({ broken }) => broken({ config, values, environment }))
    .map(({ name, todo }) => ({ name, todo }));
}
