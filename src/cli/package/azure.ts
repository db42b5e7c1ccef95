import type { BotConfig, Config } from '../../config/config.ts';
import { publicUrl } from './public-url.ts';
import type { Target } from './target.ts';

/** What Azure is given: the bot and the channels that it carries, as Bicep. It was reviewed and never compiled: `az bicep build` does. */
export const azureTemplate: Target = {
  about: 'an Azure Bot with its channels, as Bicep (reviewed, not compiled)',
  file: 'side-by-side.bicep',
  make: (config) => templateOf(config, publicUrl(config)),
  next: 'Check it with "az bicep build --file FILE", then "az deployment group create": docs/channels/README.md.',
};

/** A text of Bicep. */
const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('${', '\\${')}'`;

const parameter = (about: string, name: string, initial?: string): string =>
  `@description(${quoted(about)})\nparam ${name} string${initial === undefined ? '' : ` = ${quoted(initial)}`}\n`;

const secret = (about: string, name: string): string => `@secure()\n${parameter(about, name, '')}`;

function templateOf({ bot }: Pick<Config, 'bot'>, base: string): string {
  return [
    '// Reviewed, not compiled: run "az bicep build --file" on it first.\n',
    ...parametersOf(bot, base),
    theBot,
    ...channels,
  ].join('\n');
}

const parametersOf = (bot: BotConfig | null, base: string): readonly string[] => [
  parameter('The name of the bot: 4 to 42 letters, digits, - and _.', 'botName', 'side-by-side'),
  parameter('Where the coach is reached.', 'endpoint', `${base}/api/messages`),
  parameter('COACH_BOT_APP_ID: the client id of the app registration.', 'appId', bot?.appId),
  `@allowed([\n  'MultiTenant'\n  'SingleTenant'\n  'UserAssignedMSI'\n])\n${parameter('COACH_BOT_APP_TYPE', 'appType', msaTypeOf(bot))}`,
  parameter('COACH_BOT_TENANT_ID: for SingleTenant and UserAssignedMSI.', 'tenantId', bot?.tenantId ?? ''),
  parameter('The resource id of the managed identity: for UserAssignedMSI.', 'identityId', ''),
  parameter('F0 is free; S1 is for production.', 'sku', 'S1'),
  'param withTeams bool = true\nparam withWebChat bool = false\n',
  parameter('Slack is carried where it is given (api.slack.com, Basic Information).', 'slackClientId', ''),
  secret('Of the same page.', 'slackClientSecret'),
  secret('Of the same page.', 'slackSigningSecret'),
  secret('Of the same page.', 'slackVerificationToken'),
  parameter('SMS is carried where it is given: the number at Twilio, as in +15550100.', 'smsPhone', ''),
  parameter('The account at Twilio.', 'smsAccountSid', ''),
  secret('Its token.', 'smsAuthToken'),
];

const msaTypeOf = (bot: BotConfig | null): string =>
  bot?.appType === 'UserAssignedMsi' ? 'UserAssignedMSI' : (bot?.appType ?? 'SingleTenant');

const theBot = `resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: botName
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: 'Side by Side'
    description: 'An automated skills coach. Not an emergency service.'
    endpoint: endpoint
    msaAppId: appId
    msaAppType: appType
    msaAppTenantId: empty(tenantId) ? null : tenantId
    msaAppMSIResourceId: empty(identityId) ? null : identityId
    isStreamingSupported: false
    disableLocalAuth: false
  }
}
`;

interface BotChannel {
  readonly symbol: string;
  readonly name: string;
  /** When it is carried, in Bicep. */
  readonly where: string;
  /** Lines of Bicep. */
  readonly properties: readonly string[];
}

const channels: readonly string[] = (
  [
    {
      ...{ symbol: 'teams', name: 'MsTeamsChannel', where: 'withTeams' },
      properties: ['acceptedTerms: true', 'enableCalling: false', 'isEnabled: true'],
    },
    {
      ...{ symbol: 'slack', name: 'SlackChannel', where: '!empty(slackClientId)' },
      properties: [
        'clientId: slackClientId',
        'clientSecret: slackClientSecret',
        'signingSecret: slackSigningSecret',
        'verificationToken: slackVerificationToken',
        'isEnabled: true',
      ],
    },
    {
      ...{ symbol: 'sms', name: 'SmsChannel', where: '!empty(smsPhone)' },
      properties: [
        'accountSID: smsAccountSid',
        'authToken: smsAuthToken',
        'phone: smsPhone',
        'isEnabled: true',
        'isValidated: true',
      ],
    },
    {
      ...{ symbol: 'webChat', name: 'WebChatChannel', where: 'withWebChat' },
      properties: [
        'sites: [',
        '  {',
        "    siteName: 'Default Site'",
        '    isEnabled: true',
        '    isWebchatPreviewEnabled: true',
        '  }',
        ']',
      ],
    },
  ] satisfies readonly BotChannel[]
).map(channelOf);

function channelOf({ symbol, name, where, properties }: BotChannel): string {
  return `resource ${symbol} 'Microsoft.BotService/botServices/channels@2022-09-15' = if (${where}) {
  parent: bot
  name: '${name}'
  location: 'global'
  properties: {
    channelName: '${name}'
    properties: {
${properties.map((line) => `      ${line}`).join('\n')}
    }
  }
}
`;
}
