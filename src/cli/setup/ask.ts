import type { Readable, Writable } from 'node:stream';
import { type CANCEL_SYMBOL, confirm, isCancel, password, select, text } from '@clack/prompts';
import { aboutKey, configSchema, type KeyName } from '../../config/keys.ts';
import { liesIn } from '../../config/paths.ts';
import { type Answers, type BotAnswers, type Env, standardAnswers, standardKeyFile } from './answers.ts';

/** Where questions are shown and answered. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** Ctrl+C at a question. */
class Left extends Error {}

/** Asks everything, starting from what an earlier .env says; null when the person left. Writes nothing. */
export async function askAll(terminal: Terminal, before: Env): Promise<Answers | null> {
  try {
    const standard = standardAnswers(before);
    const country = await askKey(terminal, 'COACH_COUNTRY', 'Country: whose crisis lines are told?', standard.country);
    const dataDir = await askKey(terminal, 'COACH_DATA_DIR', 'Folder for the data', standard.dataDir);
    const port = await askKey(terminal, 'PORT', 'Port', standard.port);
    const keyFile = standard.keyFile === null ? null : await askKeyFile(terminal, dataDir);
    const coveredEntity = await askCovered(terminal, standard.coveredEntity);
    return { country, dataDir, port, keyFile, coveredEntity, bot: await askBot(terminal, before) };
  } catch (error) {
    if (error instanceof Left) return null;
    throw error;
  }
}

/** Yes or no; null when the person left. */
export async function askYes(terminal: Terminal, message: string): Promise<boolean | null> {
  const said = await confirm({ ...terminal, message, initialValue: false });
  return isCancel(said) ? null : said;
}

function answered<Value>(said: Value | typeof CANCEL_SYMBOL): Value {
  if (isCancel(said)) throw new Left();
  return said;
}

/** A key's value, as the schema takes it. */
async function askKey(terminal: Terminal, name: KeyName, message: string, standard = ''): Promise<string> {
  const takes = `Give ${aboutKey(name).takes}.`;
  const validate = (value = '') => (configSchema.shape[name].safeParse(value || standard).success ? undefined : takes);
  return answered(await text({ ...terminal, message, placeholder: standard, defaultValue: standard, validate }));
}

async function askKeyFile(terminal: Terminal, dataDir: string): Promise<string | null> {
  const message = 'Make a key file apart from the data folder? Production needs one.';
  if (!answered(await confirm({ ...terminal, message }))) return null;
  const validate = (path = '') =>
    liesIn(path || standardKeyFile, dataDir) ? 'Choose a place outside the data folder.' : undefined;
  const where = { message: 'Where shall it lie?', placeholder: standardKeyFile, defaultValue: standardKeyFile };
  return answered(await text({ ...terminal, ...where, validate }));
}

async function askCovered(terminal: Terminal, standard: boolean | null): Promise<boolean | null> {
  const said = await select({
    ...terminal,
    message: 'Is the clinic a covered entity (HIPAA, 42 CFR Part 2)?',
    options: [
      { value: 'true', label: 'Yes', hint: 'no partner chat on Slack' },
      { value: 'false', label: 'No' },
      { value: 'later', label: 'Not known yet', hint: 'production asks for it' },
    ],
    initialValue: standard === null ? 'later' : String(standard),
  });
  return { true: true, false: false }[answered(said)] ?? null;
}

async function askBot(terminal: Terminal, before: Env): Promise<BotAnswers | null> {
  const message = 'Set up Bot Framework (Microsoft Teams) now? You need an app registration.';
  if (!answered(await confirm({ ...terminal, message, initialValue: false }))) return null;
  const ask = (name: KeyName, words: string) => askKey(terminal, name, words, before[name]);
  const appId = await askNonEmpty(() => ask('COACH_BOT_APP_ID', 'Application (client) id'));
  const types = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;
  const options = types.map((value) => ({ value }));
  const appType = answered(await select({ ...terminal, message: 'Kind of app registration', options }));
  const needsTenant = appType !== 'MultiTenant';
  const tenantId = needsTenant ? await askNonEmpty(() => ask('COACH_BOT_TENANT_ID', 'Directory (tenant) id')) : '';
  return { appId, appType, tenantId, secret: appType === 'UserAssignedMSI' ? null : await askSecret(terminal) };
}

async function askNonEmpty(ask: () => Promise<string>): Promise<string> {
  return (await ask()) || askNonEmpty(ask);
}

async function askSecret(terminal: Terminal): Promise<string> {
  const validate = (value = '') =>
    value.trim() === '' ? `Give ${aboutKey('COACH_BOT_APP_PASSWORD').takes}.` : undefined;
  return answered(await password({ ...terminal, message: 'Client secret', validate })).trim();
}
