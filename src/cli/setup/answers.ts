import type { KeyValues } from '../../config/keys.ts';

/** Names and values as they stand in a .env file. */
export type Env = Readonly<Record<string, string>>;

/** What the wizard asks. */
export interface Answers {
  readonly country: string;
  readonly dataDir: string;
  readonly port: string;
  /** null: not said yet. */
  readonly coveredEntity: boolean | null;
  /** Where the key shall lie; null: what the .env says of it stays. */
  readonly keyFile: string | null;
  /** null: what the .env says of it stays. */
  readonly bot: BotAnswers | null;
}

export interface BotAnswers {
  readonly appId: string;
  readonly appType: KeyValues['COACH_BOT_APP_TYPE'];
  readonly tenantId: string;
  /** Written to `botSecretFile`; null: none, or the one that is there. */
  readonly secret: string | null;
}

export const standardKeyFile = './secrets/kek.key';
export const botSecretFile = './secrets/bot-app-password';

/** What is taken when nobody is asked, or when nothing else is typed: what an earlier .env says, else the defaults. Pure. */
export function standardAnswers(before: Env): Answers {
  const covered = before['COACH_COVERED_ENTITY'];
  return {
    country: before['COACH_COUNTRY'] || 'us',
    dataDir: before['COACH_DATA_DIR'] || './data',
    port: before['PORT'] || '3978',
    coveredEntity: covered ? covered === 'true' : null,
    keyFile: before['COACH_KEY'] || before['COACH_KEY_FILE'] ? null : standardKeyFile,
    bot: null,
  };
}

/** The .env that answers make of the one before. What was not asked stays as it was. Pure. */
export function envOf(answers: Answers, before: Env): Env {
  return {
    ...before,
    COACH_COUNTRY: answers.country,
    COACH_DATA_DIR: answers.dataDir,
    PORT: answers.port,
    COACH_COVERED_ENTITY: answers.coveredEntity === null ? '' : String(answers.coveredEntity),
    ...(answers.keyFile === null ? {} : { COACH_KEY: '', COACH_KEY_FILE: answers.keyFile }),
    ...(answers.bot ? botEnv(answers.bot) : {}),
  };
}

function botEnv({ appId, appType, tenantId, secret }: BotAnswers): Env {
  return {
    COACH_BOT_APP_ID: appId,
    COACH_BOT_APP_TYPE: appType,
    COACH_BOT_TENANT_ID: tenantId,
    ...(secret === null ? {} : { COACH_BOT_APP_PASSWORD: '', COACH_BOT_APP_PASSWORD_FILE: botSecretFile }),
  };
}
