import type { Log } from '../../ports/log.ts';
import { within } from '../messaging/bounded.ts';
import type { CredentialsFactory } from './authentication.ts';
import { CoachAdapter } from './coach-adapter.ts';
import type { BotOptions } from './options.ts';

/** How long the authority may take, ms. */
const patience = 10_000;

/** Where any bot writes to: a token is asked for it, and nothing is posted there. */
const anywhere = 'https://smba.trafficmanager.net/teams/';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Whether the authority gives the bot its token; else its code (`AADSTS…`), or why it could not be asked. Never rejects. */
export type TokenAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** Asks for the token that the bot sends with, by botbuilder itself. `credentials` takes its place in tests. */
export async function askForToken(options: BotOptions, credentials?: CredentialsFactory): Promise<TokenAnswer> {
  try {
    const client = await new CoachAdapter(options, silent, credentials).connectors.clientOf(anywhere);
    const { getToken } = client.credentials as unknown as { getToken?: () => Promise<unknown> };
    if (!getToken) return { ok: true };
    await within(patience, getToken.call(client.credentials));
    return { ok: true };
  } catch (error) {
    return { ok: false, code: codeOf(error) };
  }
}

/** The code in an error of the authority's, and nothing else of it: its text may hold ids. */
function codeOf(error: unknown): string {
  const { message = '', errorCode, name } = (error ?? {}) as Readonly<Record<string, unknown>>;
  const [code] = /AADSTS\d{4,9}/.exec(String(message)) ?? [];
  if (code) return code;
  const known = typeof errorCode === 'string' ? errorCode : String(name ?? '');
  return /^[\w-]{1,60}$/.test(known) ? known : 'UNKNOWN';
}
