import { timingSafeEqual } from 'node:crypto';
import { CoachError } from '../../domain/errors.ts';
import { createLru } from '../../domain/lru.ts';
import type { DirectLineSession } from '../../ports/direct-line.ts';
import type { Keys } from '../../ports/keys.ts';

/** How long a token is good for. */
export const lifeSeconds = 1_800;

interface Claims {
  readonly user: string;
  readonly conv: string;
  /** Epoch seconds. */
  readonly exp: number;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = encode({ alg: 'HS256', typ: 'JWT' });

/**
 * Tokens for one user's one conversation: JSON Web Tokens (RFC 7519, HS256), because Direct Line clients read the user
 * from the claim `user`. Touches the machine's clock: a token's life is real time.
 */
export function createTokens(keys: Pick<Keys, 'digest'>) {
  /** Tokens that were found to be ours: a client sends the same one again and again. */
  const ours = createLru<Claims>(1_000);

  const claimsOf = (token: string): Claims => {
    const end = token.lastIndexOf('.');
    const signed = token.slice(0, Math.max(end, 0));
    const expected = Buffer.from(keys.digest('token', signed));
    const given = Buffer.from(token.slice(end + 1));
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new CoachError('TOKEN_INVALID', 'This token is not ours: generate a new one.');
    const claims = JSON.parse(Buffer.from(signed.slice(header.length + 1), 'base64url').toString()) as Claims;
    ours.set(token, claims);
    return claims;
  };

  return {
    sign({ user, conversation }: DirectLineSession): string {
      const claims: Claims = { user, conv: conversation, exp: Math.floor(Date.now() / 1_000) + lifeSeconds };
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${keys.digest('token', signed)}`;
    },
    /** @throws CoachError `TOKEN_INVALID` when it is not ours, `TOKEN_EXPIRED` when it has run out. */
    verify(token: string): DirectLineSession {
      const { user, conv, exp } = ours.get(token) ?? claimsOf(token);
      if (exp * 1_000 <= Date.now())
        throw new CoachError('TOKEN_EXPIRED', 'This token has run out: generate a new one.');
      return { user, conversation: conv };
    },
  };
}
