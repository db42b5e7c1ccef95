import { generateSync } from 'otplib';
import { createPasswords } from '../../src/adapters/argon2/passwords.ts';
import { createAuthenticator } from '../../src/adapters/otplib/authenticator.ts';
import type { App } from '../../src/app/create-app.ts';
import type { ConsoleRole } from '../../src/domain/console/roles.ts';
import type { Credentials } from '../../src/ports/credentials.ts';

/** The product's own ways to sign in. */
export const credentials: Credentials = { passwords: createPasswords(), authenticator: createAuthenticator() };

/** The six digits of an app at an instant, epoch ms. */
export const digitsOf = (secret: string, real: number): string =>
  generateSync({ secret, epoch: Math.floor(real / 1_000) });

export const aPassword = 'four long words of mine';

/** Somebody with a password and a second factor, signed in; with the secret of their app and their recovery codes. */
export async function anAccount(
  { console }: Pick<App, 'console'>,
  login: string,
  roles: readonly ConsoleRole[],
  {
    name = `${login[0]?.toUpperCase()}${login.slice(1)}`,
    real = Date.now,
  }: { name?: string; real?: () => number } = {},
) {
  const { signIn, accounts } = console;
  await accounts.actOn(login, { type: 'set', name, roles, by: 'test' });
  const { link } = await signIn.issueLink(login, 'test');
  const chosen = await signIn.choosePassword(await signIn.useLink(link), aPassword, undefined);
  const { secret } = await signIn.offerFactor(chosen);
  // A step of the past: the code of now is still there for a sign-in. The clock is asked now: hashing takes its time.
  const { codes, seen } = await signIn.confirmFactor(chosen, digitsOf(secret, real() - 30_000));
  return { secret, codes, seen };
}
