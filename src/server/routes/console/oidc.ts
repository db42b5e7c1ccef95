import type { Console } from '../../../app/console/console.ts';
import type { IdentityProvider } from '../../../ports/identity.ts';
import type { Seal } from '../../../ports/keys.ts';
import type { Log } from '../../../ports/log.ts';
import { createAddressLimit } from '../../http/address-limit.ts';
import type { CallRoute } from '../../http/route.ts';
import { cookieOf, type Gate } from './gate.ts';

/** How long somebody may take at the provider, ms. */
const awayMs = 10 * 60_000;
const cookieName = '__Host-coach-away';
const about = 'console|away';

interface Away {
  readonly kept: string;
  readonly until: number;
}

interface Around {
  readonly provider: IdentityProvider;
  /** What seals what the browser carries there and back: nothing of it is kept here. */
  readonly seal: Seal;
  readonly real: () => number;
  readonly log: Log;
  readonly publicUrl: string | null;
}

/** To the clinic's own sign-in, and back. The cookie is `Lax`, so that it comes along on the provider's way back. */
export function oidcRoutes(
  { signIn }: Pick<Console, 'signIn'>,
  gate: Gate,
  { provider, seal, real, log, publicUrl }: Around,
): readonly CallRoute[] {
  const limit = createAddressLimit({ burst: 20, oneEvery: 3_000 });
  const baseOf = (here: string): string => (publicUrl ?? `http://${here}`).replace(/\/+$/, '');
  const away = (value: string): string =>
    `${cookieName}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${value === '' ? 0 : awayMs / 1_000}`;

  function keptIn(cookies: string): string | null {
    const value = new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(cookies)?.[1];
    if (value === undefined) return null;
    try {
      const { kept, until } = JSON.parse(seal.open(about, decodeURIComponent(value))) as Away;
      return real() < until ? kept : null;
    } catch {
      return null;
    }
  }

  return [
    gate.forAnybody({
      ...{ method: 'GET', path: 'oidc/start' },
      handler: async (_seen, { from, here }) => {
        limit(from);
        const { url, kept } = await provider.begin(`${baseOf(here)}/console/api/oidc/back`);
        const sealed = encodeURIComponent(seal.seal(about, JSON.stringify({ kept, until: real() + awayMs })));
        return { status: 302, headers: { Location: url, 'Set-Cookie': away(sealed) } };
      },
    }),
    gate.forAnybody({
      ...{ method: 'GET', path: 'oidc/back', query: ['code', 'state', 'iss', 'error'], fromElsewhere: true },
      handler: async (_seen, { from, here, headers, query }) => {
        limit(from);
        const kept = keptIn(headers['cookie'] ?? '');
        const given = Object.entries(query).filter(([, value]) => value !== '');
        const asked = `?${new URLSearchParams(given)}`;
        const seen = await (kept === null ? Promise.resolve(null) : come(asked, kept));
        // Who was not let in finds the page as it was: it offers every way again.
        const cookie = seen ? cookieOf(seen.cookie) : away('');
        return { status: 302, headers: { Location: `${baseOf(here)}/console`, 'Set-Cookie': cookie } };
      },
    }),
  ];

  async function come(asked: string, kept: string) {
    try {
      const { login, subject } = await provider.end(asked, kept);
      return await signIn.come(login, subject);
    } catch (error) {
      log.error('console.oidc', error);
      return null;
    }
  }
}
