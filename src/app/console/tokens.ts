import { randomBytes, randomInt } from 'node:crypto';

/** A token that nobody guesses, of an account: what a cookie or a one-time link holds. */
export interface Token {
  readonly account: string;
  readonly secret: string;
}

const part = '[\\w-]{43}';
const shape = new RegExp(`^(${part})\\.(${part})$`);

/** A fresh one. Uses randomness. */
export const newToken = (account: string): Token => ({ account, secret: randomBytes(32).toString('base64url') });

/** As it is written. Pure. */
export const written = ({ account, secret }: Token): string => `${account}.${secret}`;

/** What was written; null for anything else. Pure. */
export function readToken(text: string): Token | null {
  const [, account = '', secret = ''] = shape.exec(text) ?? [];
  return account === '' ? null : { account, secret };
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
/** How many recovery codes there are, and letters in each: 49 bits. */
const codes = 10;
const long = 10;

/** Fresh recovery codes, as they are shown. Uses randomness. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: codes }, () => {
    const code = Array.from({ length: long }, () => letters[randomInt(letters.length)]).join('');
    return `${code.slice(0, long / 2)}-${code.slice(long / 2)}`;
  });

/** A recovery code as it is compared, however it was typed. Pure. */
export const plainCode = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '');
