/** The parts of a token that are looked at before its signature is. */
interface Unverified {
  readonly alg?: unknown;
  readonly kid?: unknown;
  readonly iss?: unknown;
  readonly tid?: unknown;
}

const longest = 8_192;

/**
 * Whether a header could be a channel's token at all: a JWT signed by RSA with a named key, of the one issuer, without a
 * tenant of its own. botbuilder remembers the tenants of unverified tokens for ever (ADR 7), so none may get there. Says
 * nothing about authenticity. Pure.
 */
export function looksLikeChannelToken(authorization: string, issuer: string): boolean {
  if (authorization.length > longest) return false;
  const match = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization);
  if (!match) return false;
  const token: Unverified = { ...objectIn(match[2]), ...headerOf(objectIn(match[1])) };
  return (
    /^RS(256|384|512)$/.test(String(token.alg)) &&
    typeof token.kid === 'string' &&
    token.iss === issuer &&
    token.tid === undefined
  );
}

const headerOf = ({ alg, kid }: Unverified): Unverified => ({ alg, kid });

function objectIn(part: string | undefined): Unverified {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
