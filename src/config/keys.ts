import { z } from 'zod';
import { standardZone } from '../domain/staffed.ts';
import { consoleKeys } from './console-keys.ts';
import {
  type About,
  connection,
  host,
  key,
  list,
  name,
  networks,
  onOff,
  phoneNumbers,
  sid,
  text,
  told,
  url,
} from './key-kinds.ts';
import { onCallKeys } from './on-call-keys.ts';
import { country, port, zone } from './place.ts';
import { roles } from './role.ts';

/**
 * Every key of the configuration. The order is that of .env.example, which is made of this (`envText`). Where metrics
 * and rate limits need more keys, they belong behind COACH_METRICS.
 */
export const configSchema = z.object({
  COACH_ENV: z.enum(['development', 'production']).default('development').register(told, {
    about: 'production refuses to start with what is only good for development; docs/operations.md lists it.',
    takes: 'development or production',
    initial: 'development',
  }),
  COACH_ROLE: z
    .enum(roles)
    .default('both')
    .register(told, {
      about:
        'What this process does: web answers what comes in, worker runs what is due and what waits. The embedded store is one ' +
        'process and takes both only; MongoDB takes any number of each.',
      takes: 'both, web or worker',
      initial: 'both',
    }),
  PORT: port.register(told, {
    about: 'The port; 0 takes a free one.',
    takes: 'a port from 0 to 65535',
    initial: '3978',
  }),
  COACH_HOST: host.register(told, {
    about: 'The address to listen on. Any other than loopback needs bot authentication, and /try and Direct Line off.',
    takes: 'an address such as 127.0.0.1',
    initial: '127.0.0.1',
  }),
  COACH_PUBLIC_URL: url().register(told, {
    about: 'Where the internet reaches this service; https in production.',
    takes: 'a URL such as https://coach.example.org',
  }),
  COACH_TRUSTED_PROXIES: networks.register(told, {
    about:
      'The proxies in front of this service that bring https: what they say of how somebody came, and from where, is believed ' +
      '(X-Forwarded-Proto, X-Forwarded-For). The console’s one-time links need it behind a proxy.',
    takes: 'addresses or networks such as 127.0.0.1, 10.0.0.0/8',
  }),
  COACH_PRIVACY_URL: url().register(told, {
    about: 'Where the privacy notice of the clinic is. The Teams app links to it (docs/channels/teams.md).',
    takes: 'a URL such as https://clinic.example.org/privacy',
  }),
  COACH_TERMS_URL: url().register(told, {
    about: 'Where the terms of use are. The Teams app links to them.',
    takes: 'a URL such as https://clinic.example.org/terms',
  }),
  COACH_DATA_DIR: z.string().min(1).max(500).default('./data').register(told, {
    about: 'Where the store and the spool live. One process per folder; only its owner may read it.',
    takes: 'a folder',
    initial: './data',
  }),
  COACH_STORE: z
    .enum(['libsql', 'mongodb'])
    .default('libsql')
    .register(told, {
      about:
        'Where state is kept. libsql: in the data folder, by one process. mongodb: on a replica set, for any number of processes ' +
        '(docs/scale.md); each still has a data folder of its own for its spool.',
      takes: 'libsql or mongodb',
      initial: 'libsql',
    }),
  MONGODB_URI: connection().register(told, {
    about:
      'With COACH_STORE=mongodb: the connection string of the replica set and the database, coach where it names none.',
    takes: 'a connection string such as mongodb://host:27017/coach?replicaSet=rs0',
    secret: true,
  }),
  MONGODB_KEYS_URI: connection().register(told, {
    about:
      'Where wrapped keys are kept. Without it: beside the store, in the database of the same name with _keys at its end.',
    takes: 'a connection string such as mongodb://host:27017/coach_keys?replicaSet=rs0',
    secret: true,
  }),
  COACH_KEY: key.register(told, {
    about:
      'The key that opens all other keys. Required in production, and kept apart from COACH_DATA_DIR: whoever has both reads ' +
      'everything. In development the file kek.key is made in the data folder when none is given. "coach setup" makes one.',
    takes: '32 bytes in base64url (43 characters)',
    secret: true,
  }),
  COACH_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').register(told, {
    about: "Logs never hold a partner's words, number or name.",
    takes: 'debug, info, warn, error or silent',
    initial: 'info',
  }),
  COACH_COUNTRY: country.register(told, {
    about: 'Whose crisis lines a stranger is told, who has not said where they are.',
    takes: 'a country of two lower case letters, such as us',
    initial: 'us',
  }),
  COACH_ZONE: zone.register(told, {
    about: "The clinic's time zone: what can wait for the day is answered from 8:00 to 21:00 there.",
    takes: 'a time zone such as America/Chicago',
    initial: standardZone,
  }),
  COACH_CLINIC_DIR: text().register(told, {
    about:
      "A folder of the clinic's own answers: topics.en.yaml and topics.es.yaml there overrule content/*/topics.yaml; milestones.yaml there names its own days to note. They are checked at the start.",
    takes: 'a path to a folder',
  }),
  COACH_COVERED_ENTITY: z
    .enum(['true', 'false'])
    .optional()
    .register(told, {
      about:
        'Is the clinic a covered entity (HIPAA, 42 CFR Part 2)? true turns partner chat on Slack off, as its terms ask. No ' +
        'default: production asks for an answer.',
      takes: 'true or false',
    }),
  COACH_TRY: onOff().register(told, {
    about: 'The page /try with its sample couple. On in development; production refuses it.',
    takes: 'on or off',
  }),
  COACH_DIRECT_LINE: onOff().register(told, {
    about: 'Direct Line for web chat, which asks nobody who they are. On in development; production refuses it.',
    takes: 'on or off',
  }),
  COACH_BOT_APP_ID: name().register(told, {
    about: 'Bot Framework (Teams and others): the app registration. Without it nobody can be authenticated.',
    takes: 'the application (client) id',
  }),
  COACH_BOT_APP_PASSWORD: text().register(told, {
    about: 'The client secret of the app registration; UserAssignedMSI has none.',
    takes: 'the client secret',
    secret: true,
  }),
  COACH_BOT_APP_TYPE: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('MultiTenant').register(told, {
    about: 'The kind of app registration. All but MultiTenant need COACH_BOT_TENANT_ID.',
    takes: 'MultiTenant, SingleTenant or UserAssignedMSI',
    initial: 'MultiTenant',
  }),
  COACH_BOT_TENANT_ID: name().register(told, {
    about: 'The tenant of the app registration.',
    takes: 'the directory (tenant) id',
  }),
  COACH_BOT_TENANTS: list().register(told, {
    about:
      'The organisations whose people may write from Teams. Without it: those of any organisation that has the app.',
    takes: 'directory (tenant) ids with commas between',
  }),
  COACH_BOT_OPENID_URL: url().register(told, {
    about: "Another authority than the public cloud's, such as a government cloud's. These four: all or none.",
    takes: 'the URL of its OpenID configuration',
  }),
  COACH_BOT_TOKEN_ISSUER: text().register(told, {
    about: 'Who issues the tokens of the channels there.',
    takes: 'the issuer as it stands in the tokens',
  }),
  COACH_BOT_LOGIN_URL: url().register(told, {
    about: 'Where this service signs in there.',
    takes: 'a URL',
  }),
  COACH_BOT_OAUTH_SCOPE: text().register(told, {
    about: 'What it asks for there.',
    takes: 'a scope',
  }),
  COACH_SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xox[a-z]-[\w-]{1,490}$/)
    .optional()
    .register(told, {
      about: "A Slack app of the clinic's own: its bot token. docs/channels/slack.md tells how to make one.",
      takes: 'the bot user OAuth token, which begins with xoxb-',
      secret: true,
    }),
  COACH_SLACK_SIGNING_SECRET: text().register(told, {
    about: 'What Slack signs its posts with; from "Basic Information" of the app.',
    takes: 'the signing secret',
    secret: true,
  }),
  COACH_SLACK_TEAM_ID: name().register(told, {
    about: "The only workspace that is listened to. Without it: the token's own.",
    takes: 'the id of the workspace, which begins with T',
  }),
  COACH_SLACK_API_URL: url().register(told, {
    about: "Where Slack's Web API is, where that is not https://slack.com/api/.",
    takes: 'a URL such as https://slack-gov.com/api/',
  }),
  COACH_TWILIO_ACCOUNT_SID: sid('AC').register(told, {
    about:
      'SMS by Twilio: the account. Needs COACH_TWILIO_AUTH_TOKEN, a sender and COACH_PUBLIC_URL; see docs/channels/sms.md.',
    takes: 'the account SID (AC and 32 digits)',
  }),
  COACH_TWILIO_AUTH_TOKEN: text().register(told, {
    about: 'What Twilio signs its posts with; it opens the API too, where no API key is set.',
    takes: 'the auth token',
    secret: true,
  }),
  COACH_TWILIO_API_KEY: sid('SK').register(told, {
    about: 'An API key to send with, which can be taken back without a new auth token.',
    takes: 'the SID of the key (SK and 32 digits)',
  }),
  COACH_TWILIO_API_SECRET: text().register(told, {
    about: 'The secret of that key.',
    takes: 'the secret of the API key',
    secret: true,
  }),
  COACH_TWILIO_MESSAGING_SERVICE: sid('MG').register(told, {
    about:
      'What texts are sent from: a messaging service, which A2P 10DLC asks for in the US. This or COACH_TWILIO_NUMBERS.',
    takes: 'the SID of the service (MG and 32 digits)',
  }),
  COACH_TWILIO_NUMBERS: phoneNumbers.register(told, {
    about: 'What texts are sent from: your numbers. Each partner is answered from the number they last wrote to.',
    takes: 'numbers such as +15550100, with a comma between them',
  }),
  COACH_TWILIO_OPTOUT: z
    .enum(['provider', 'own'])
    .default('provider')
    .register(told, {
      about:
        'Who answers STOP and START. provider: Twilio confirms and then refuses every text to that number, crisis texts too. ' +
        'own: Twilio’s handling is off, and the coach confirms.',
      takes: 'provider or own',
      initial: 'provider',
    }),
  COACH_TWILIO_API_URL: url().register(told, {
    about: "Another host than Twilio's own API, such as a proxy; https in production.",
    takes: 'a URL',
  }),
  AZURE_LANGUAGE_ENDPOINT: url().register(told, {
    about:
      'Azure AI Language for a second opinion (docs/azure-language.md): words leave for it, of partners who agreed to that. Off ' +
      'without this. Needs a key or an identity.',
    takes: 'a URL such as https://my-coach.cognitiveservices.azure.com',
  }),
  AZURE_LANGUAGE_KEY: text().register(told, {
    about: 'The key of the Language resource.',
    takes: 'one of its two keys',
    secret: true,
  }),
  AZURE_LANGUAGE_IDENTITY: name().register(told, {
    about: 'Instead of a key: the managed identity of the machine.',
    takes: 'system, or the client id of a user-assigned identity',
  }),
  ...consoleKeys,
  ...onCallKeys,
  COACH_METRICS: onOff().register(told, {
    about: 'The page /metrics: counts and times, no names. On in development; elsewhere it needs COACH_METRICS_TOKEN.',
    takes: 'on or off',
  }),
  COACH_METRICS_TOKEN: z.string().min(16).max(500).optional().register(told, {
    about: 'What a reader of /metrics sends as "Authorization: Bearer …".',
    takes: 'at least 16 characters that nobody guesses',
    secret: true,
  }),
});

export type KeyName = keyof typeof configSchema.shape;
export type KeyValues = z.infer<typeof configSchema>;

export const keyNames = Object.keys(configSchema.shape) as readonly KeyName[];

/** What is told of a key. Pure. */
export function aboutKey(name: KeyName): About {
  const about = told.get(configSchema.shape[name]);
  if (!about) throw new TypeError(`${name} is not told about`);
  return about;
}

export const isSecret = (name: KeyName): boolean => aboutKey(name).secret === true;
export const secretNames: readonly KeyName[] = keyNames.filter(isSecret);
export const fileNameOf = (name: KeyName): string => `${name}_FILE`;

/** Every name that may stand in the environment, in the order of .env.example. */
export const knownNames: readonly string[] = keyNames.flatMap((name) =>
  isSecret(name) ? [name, fileNameOf(name)] : [name],
);
