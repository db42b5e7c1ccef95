import * as client from 'openid-client';
import { CoachError } from '../../domain/errors.ts';
import { isLoopback } from '../../domain/loopback.ts';
import type { IdentityProvider } from '../../ports/identity.ts';

/** A client of a provider. */
export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  /** The claim that holds what somebody signs in with here. */
  readonly claim: string;
}

/** What a browser has to bring back. */
interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly back: string;
}

/** The code flow with PKCE, state and nonce. The provider is asked about itself when it is first needed, and again after a failure. */
export function createProvider({ issuer, clientId, clientSecret, name, claim }: ProviderOptions): IdentityProvider {
  const server = new URL(issuer);
  let known: Promise<client.Configuration> | null = null;

  function configuration(): Promise<client.Configuration> {
    // Only a provider of this very machine is asked in the clear: a test's.
    const options = isLoopback(server.hostname) ? { execute: [client.allowInsecureRequests] } : {};
    known ??= client.discovery(server, clientId, clientSecret, undefined, options).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  }

  return {
    name,
    async begin(back) {
      const begun: Begun = {
        ...{
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
          back,
        },
      };
      const url = client.buildAuthorizationUrl(await configuration(), {
        ...{ redirect_uri: back, scope: 'openid profile', state: begun.state, nonce: begun.nonce },
        code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, kept: JSON.stringify(begun) };
    },
    async end(asked, kept) {
      const { state, nonce, verifier, back } = JSON.parse(kept) as Begun;
      const url = new URL(back);
      url.search = new URL(asked, back).search;
      const tokens = await client
        .authorizationCodeGrant(await configuration(), url, {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        })
        .catch(() => null);
      const claims = tokens?.claims();
      const login = claims?.[claim];
      if (!claims || typeof login !== 'string')
        throw new CoachError('SIGN_IN_FAILED', 'The clinic’s own sign-in did not name anybody.');
      return { login: login.trim().toLowerCase(), subject: claims.sub };
    },
  };
}
