import type { KeyValues } from './keys.ts';
import type { Role } from './role.ts';

/** The configuration of the service. */
export interface Config {
  readonly environment: 'development' | 'production';
  readonly role: Role;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  /** Whose word on how somebody came is believed. */
  readonly trustedProxies: readonly string[];
  /** The clinic's own sign-in to the console; null: none. */
  readonly oidc: OidcConfig | null;
  /** The clinic's own pages, which the Teams app links to. */
  readonly notices: { readonly privacyUrl: string | null; readonly termsUrl: string | null };
  readonly dataDir: string;
  /** The key-encryption key, 32 bytes; null where the data folder's own file is used. */
  readonly masterKey: Uint8Array | null;
  /** null: the embedded store in the data folder. */
  readonly mongo: { readonly uri: string; readonly keysUri: string | null } | null;
  readonly logLevel: KeyValues['COACH_LOG_LEVEL'];
  /** Whose crisis lines strangers are told. */
  readonly country: string;
  /** The clinic's: its hours are counted there. */
  readonly zone: string;
  /** The clinic's own answers; null: ours. */
  readonly clinicDir: string | null;
  /** null: not configured. */
  readonly coveredEntity: boolean | null;
  readonly tryPage: boolean;
  readonly directLine: boolean;
  /** null: not configured. Bot Framework then answers without authentication, in development and to this machine only. */
  readonly bot: BotConfig | null;
  /** null: no Slack app of the clinic's own. */
  readonly slack: SlackConfig | null;
  /** null: no SMS by Twilio. */
  readonly twilio: TwilioConfig | null;
  /** null: no second opinion is asked. One of `key` and `identity` is set. */
  readonly azureLanguage: AzureLanguageConfig | null;
  /** How people on call are told, beside the channels of partners. */
  readonly onCall: OnCallConfig;
  /** null: no /metrics. */
  readonly metrics: { readonly token: string | null } | null;
}

/** A client of an OpenID provider. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  /** The claim that holds what somebody signs in with here. */
  readonly claim: string;
}

/** Ways to people on call that are no channel of partners. Each is null where it is not configured. */
export interface OnCallConfig {
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** The sender of notices by SMS; null: that of texts to partners. */
  readonly noticeNumber: string | null;
  readonly webhookSecret: string | null;
  readonly pagerDuty: { readonly url: string } | null;
  /** What hears the heartbeat. */
  readonly deadmanUrl: string | null;
}

/** A Language resource in Azure. */
export interface AzureLanguageConfig {
  readonly endpoint: string;
  readonly key: string | null;
  /** `system`, or a client id. */
  readonly identity: string | null;
}

/** An app registration of Bot Framework. */
export interface BotConfig {
  readonly appId: string;
  /** UserAssignedMsi has none. */
  readonly appPassword?: string;
  readonly appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMsi';
  readonly tenantId?: string;
  /** Left out: people of any organisation may write from Teams. */
  readonly tenants?: readonly string[];
  /** Left out: the public cloud. */
  readonly authority?: BotAuthority;
}

/** A Slack app in one workspace. */
export interface SlackConfig {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly teamId?: string;
  readonly apiUrl?: string;
}

export interface BotAuthority {
  readonly openIdUrl: string;
  readonly tokenIssuer: string;
  readonly loginUrl: string;
  readonly oauthScope: string;
}

/** A Twilio account, and what it sends from. */
export interface TwilioConfig {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKey?: { readonly sid: string; readonly secret: string };
  readonly sender: { readonly service: string } | { readonly numbers: readonly string[] };
  readonly optOut: 'provider' | 'own';
  readonly publicUrl: string;
  readonly apiUrl?: string;
}

/** The configuration that values make. What is on in development and off in production is decided here. Pure. */
export function assemble(values: KeyValues): Config {
  const development = values.COACH_ENV === 'development';
  const isOn = (value: 'on' | 'off' | undefined, otherwise: boolean) => (value ? value === 'on' : otherwise);
  const directLine = isOn(values.COACH_DIRECT_LINE, development);
  const coveredEntity = values.COACH_COVERED_ENTITY ? values.COACH_COVERED_ENTITY === 'true' : null;
  const token = values.COACH_METRICS_TOKEN ?? null;
  return {
    environment: values.COACH_ENV,
    role: values.COACH_ROLE,
    host: values.COACH_HOST,
    port: values.PORT,
    publicUrl: values.COACH_PUBLIC_URL ?? null,
    trustedProxies: values.COACH_TRUSTED_PROXIES ?? [],
    oidc: oidcOf(values),
    notices: { privacyUrl: values.COACH_PRIVACY_URL ?? null, termsUrl: values.COACH_TERMS_URL ?? null },
    dataDir: values.COACH_DATA_DIR,
    masterKey: values.COACH_KEY ?? null,
    mongo:
      values.COACH_STORE === 'mongodb' && values.MONGODB_URI
        ? { uri: values.MONGODB_URI, keysUri: values.MONGODB_KEYS_URI ?? null }
        : null,
    logLevel: values.COACH_LOG_LEVEL,
    country: values.COACH_COUNTRY,
    zone: values.COACH_ZONE,
    clinicDir: values.COACH_CLINIC_DIR ?? null,
    coveredEntity,
    tryPage: isOn(values.COACH_TRY, development && directLine),
    directLine,
    bot: botOf(values),
    slack: slackOf(values),
    twilio: twilioOf(values),
    azureLanguage: values.AZURE_LANGUAGE_ENDPOINT
      ? {
          endpoint: values.AZURE_LANGUAGE_ENDPOINT,
          key: values.AZURE_LANGUAGE_KEY ?? null,
          identity: values.AZURE_LANGUAGE_IDENTITY ?? null,
        }
      : null,
    onCall: onCallOf(values, isOn(values.COACH_PAGERDUTY, false)),
    metrics: isOn(values.COACH_METRICS, development || token !== null) ? { token } : null,
  };
}

const onCallOf = (values: KeyValues, pagerDuty: boolean): OnCallConfig => ({
  smtp:
    values.COACH_SMTP_URL && values.COACH_SMTP_FROM
      ? { url: values.COACH_SMTP_URL, from: values.COACH_SMTP_FROM }
      : null,
  noticeNumber: values.COACH_NOTICE_NUMBER ?? null,
  webhookSecret: values.COACH_NOTICE_WEBHOOK_SECRET ?? null,
  pagerDuty: pagerDuty ? { url: values.COACH_PAGERDUTY_URL } : null,
  deadmanUrl: values.COACH_DEADMAN_URL ?? null,
});

/** Whole or not at all: a rule says what is missing. */
function oidcOf({
  COACH_OIDC_ISSUER: issuer,
  COACH_OIDC_CLIENT_ID: clientId,
  COACH_OIDC_CLIENT_SECRET: clientSecret,
  COACH_OIDC_NAME: name,
  COACH_OIDC_CLAIM: claim,
}: KeyValues): OidcConfig | null {
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, name, claim } : null;
}

function botOf(values: KeyValues): BotConfig | null {
  if (!values.COACH_BOT_APP_ID) return null;
  const authority = authorityOf(values);
  const type = values.COACH_BOT_APP_TYPE;
  return {
    appId: values.COACH_BOT_APP_ID,
    appType: type === 'UserAssignedMSI' ? 'UserAssignedMsi' : type,
    ...(values.COACH_BOT_APP_PASSWORD ? { appPassword: values.COACH_BOT_APP_PASSWORD } : {}),
    ...(values.COACH_BOT_TENANT_ID ? { tenantId: values.COACH_BOT_TENANT_ID } : {}),
    ...(values.COACH_BOT_TENANTS ? { tenants: values.COACH_BOT_TENANTS } : {}),
    ...(authority ? { authority } : {}),
  };
}

function authorityOf(values: KeyValues): BotAuthority | null {
  const {
    COACH_BOT_OPENID_URL: openIdUrl,
    COACH_BOT_TOKEN_ISSUER: tokenIssuer,
    COACH_BOT_LOGIN_URL: loginUrl,
    COACH_BOT_OAUTH_SCOPE: oauthScope,
  } = values;
  return openIdUrl && tokenIssuer && loginUrl && oauthScope ? { openIdUrl, tokenIssuer, loginUrl, oauthScope } : null;
}

function slackOf({
  COACH_SLACK_BOT_TOKEN: botToken,
  COACH_SLACK_SIGNING_SECRET: signingSecret,
  COACH_SLACK_TEAM_ID: teamId,
  COACH_SLACK_API_URL: apiUrl,
}: KeyValues): SlackConfig | null {
  if (!botToken || !signingSecret) return null;
  return { botToken, signingSecret, ...(teamId ? { teamId } : {}), ...(apiUrl ? { apiUrl } : {}) };
}

/** Whole or not at all: rules say what is missing. */
function twilioOf(values: KeyValues): TwilioConfig | null {
  const {
    COACH_TWILIO_ACCOUNT_SID: accountSid,
    COACH_TWILIO_AUTH_TOKEN: authToken,
    COACH_TWILIO_API_KEY: sid,
    COACH_TWILIO_API_SECRET: secret,
    COACH_TWILIO_MESSAGING_SERVICE: service,
    COACH_TWILIO_NUMBERS: numbers,
    COACH_TWILIO_OPTOUT: optOut,
    COACH_TWILIO_API_URL: apiUrl,
    COACH_PUBLIC_URL: publicUrl,
  } = values;
  const sender = service ? { service } : numbers ? { numbers } : null;
  if (!accountSid || !authToken || !sender || !publicUrl) return null;
  return {
    ...{ accountSid, authToken, sender, optOut, publicUrl },
    ...(sid && secret ? { apiKey: { sid, secret } } : {}),
    ...(apiUrl ? { apiUrl } : {}),
  };
}
