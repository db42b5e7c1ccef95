import type { CredentialsFactory } from '../../adapters/bot-framework/authentication.ts';
import type { BotConfig } from '../../config/config.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const name = 'Bot Framework';

/** What is to be done about each way in which the authority turns a bot away. */
const turnedAway: Readonly<Record<string, string>> = {
  AADSTS7000215: 'The client secret is wrong: copy its value (not its id) into COACH_BOT_APP_PASSWORD.',
  AADSTS7000222: 'The client secret has expired: make a new one and set COACH_BOT_APP_PASSWORD.',
  AADSTS700016: 'No such app is in this directory: check COACH_BOT_APP_ID, COACH_BOT_APP_TYPE and COACH_BOT_TENANT_ID.',
  AADSTS90002: 'There is no such directory: check COACH_BOT_TENANT_ID.',
  AADSTS900023: 'COACH_BOT_TENANT_ID is no directory’s id: copy it again.',
  AADSTS7000112: 'The app registration is disabled: turn it on in Microsoft Entra.',
  invalid_client: 'The app id and its client secret do not belong together: check both.',
  unauthorized_client: 'The app may not ask for a token here: check COACH_BOT_APP_TYPE and COACH_BOT_TENANT_ID.',
};

/** Does the authority give the bot the token that it sends with? Asks for one, and posts nothing. */
export async function checkBot(config: BotConfig, credentials?: CredentialsFactory): Promise<Finding> {
  const { askForToken } = await import('../../adapters/bot-framework/credentials.ts');
  const answer = await askForToken(config, credentials);
  if (answer.ok) return ok(name, 'The app id and its secret are good: the bot gets the token that it sends with.');
  const { code } = answer;
  const say = turnedAway[code];
  if (say !== undefined) return fail(name, `${say} (${code})`);
  if (code.startsWith('AADSTS'))
    return fail(name, `Microsoft Entra gives the bot no token (${code}): look the code up there.`);
  return warn(
    name,
    `Microsoft Entra could not be asked (${code}): check the network${config.authority ? ' and COACH_BOT_LOGIN_URL' : ''}.`,
  );
}
