import { z } from 'zod';
import type { Console } from '../../../app/console/console.ts';
import type { Reader } from '../../../app/console/reader.ts';
import { notFresh, type Seen, signedOut } from '../../../app/console/sign-in.ts';
import { freshMs } from '../../../domain/console/account.ts';
import { holdsOne, mayUse } from '../../../domain/console/roles.ts';
import { CoachError } from '../../../domain/errors.ts';
import { isLoopback } from '../../../domain/loopback.ts';
import { checkInput } from '../../http/input.ts';
import type { Answer, Asked, CallRoute } from '../../http/route.ts';

/** Who asks, and what decides what they may see. */
export interface Visitor {
  readonly seen: Seen;
  readonly reader: Reader;
}

interface Given<Body> {
  readonly method: 'GET' | 'POST';
  /** Below `/console/api/`. */
  readonly path: string;
  readonly query?: readonly string[];
  readonly headers?: readonly string[];
  readonly input?: z.ZodType<Body>;
}

/** The gate of the console: each of its routes is made here, and none is let through elsewhere. */
export interface Gate {
  /** For whoever is signed in and may use a part of the console. `fresh`: the password was shown lately. */
  forPart<Body>(
    given: Given<Body> & {
      readonly may: keyof typeof mayUse;
      readonly fresh?: true;
      /** A page asks for it by itself: it keeps nobody signed in. */
      readonly byItself?: true;
      readonly handler: (visitor: Visitor, asked: Asked<Body>) => Answer | Promise<Answer>;
    },
  ): CallRoute;
  /** For whoever has begun to sign in. */
  forBegun<Body>(
    given: Given<Body> & { readonly handler: (seen: Seen, asked: Asked<Body>) => Answer | Promise<Answer> },
  ): CallRoute;
  /** For anybody: the ways in. `byLink`: it answers before anybody has a second factor. */
  forAnybody<Body>(
    given: Given<Body> & {
      readonly byLink?: true;
      /** Another site sends a browser here: what it brings is looked at by the handler. */
      readonly fromElsewhere?: true;
      readonly handler: (seen: Seen | null, asked: Asked<Body>) => Answer | Promise<Answer>;
    },
  ): CallRoute;
  /** Whose cookie a request brings. */
  seenBy(asked: Pick<Asked, 'headers'>): Promise<Seen | null>;
}

const nothing = z.strictObject({}).nullish();

export const cookieName = '__Host-coach';
/** A browser's cookie for a session: for this host alone, over https, for no script. A link in a notice arrives signed in. Pure. */
export const cookieOf = (value: string): string => `${cookieName}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax`;
export const noCookie = `${cookieOf('')}; Max-Age=0`;

/** What the gate reads of every request. */
export const gateHeaders = ['cookie', 'origin', 'sec-fetch-site', 'x-csrf-token'] as const;

/** `clock` is the real one. `publicUrl`: where the internet reaches this service. */
export function createGate(
  { signIn, readerOf }: Pick<Console, 'signIn' | 'readerOf'>,
  { publicUrl, real }: { readonly publicUrl: string | null; readonly real: () => number },
): Gate {
  const seenBy = async ({ headers }: Pick<Asked, 'headers'>): Promise<Seen | null> => {
    const value = cookieIn(headers['cookie'] ?? '');
    return value === '' ? null : signIn.seen(value);
  };

  /** @throws CoachError `ORIGIN_REFUSED`, `CONSOLE_CLOSED`. */
  async function enter(method: string, asked: Asked<never>, byLink = false, elsewhere = false): Promise<Seen | null> {
    if (!elsewhere) refuseOthers(method, asked, publicUrl);
    const seen = await seenBy(asked);
    if (seen || byLink || (await signIn.isOpen())) return seen;
    throw new CoachError('CONSOLE_CLOSED', 'Nobody can sign in yet: have a one-time link made ("coach console link").');
  }

  /** An act shows that it comes from the page that the session belongs to. @throws CoachError `SIGNED_OUT`, `CSRF_WRONG`. */
  function begun(method: string, seen: Seen | null, { headers }: Asked<never>): Seen {
    if (!seen) throw signedOut();
    if (method === 'POST' && headers['x-csrf-token'] !== seen.csrf)
      throw new CoachError('CSRF_WRONG', 'This page is older than your sign-in: load it again.');
    return seen;
  }

  const place = <Body>({ method, path, query = [], headers = [] }: Given<Body>) => ({
    ...{ method, path: `/console/api/${path}`, role: 'console', query },
    headers: [...gateHeaders, ...headers],
    // A body is looked at once it is known who sends it.
    input: method === 'GET' ? 'none' : 'raw',
  });
  const read = <Body>({ method, input }: Given<Body>, asked: Asked<never>): Asked<Body> => ({
    ...asked,
    body: checkInput(method === 'GET' ? 'none' : (input ?? nothing), asked.body) as Body,
  });

  return {
    seenBy,
    forPart: ({ may, fresh, byItself, handler, ...given }) =>
      ({
        ...place(given),
        may,
        handler: async (asked: Asked<never>) => {
          const seen = begun(given.method, await enter(given.method, asked), asked);
          if (seen.session.state !== 'signed-in') throw signedOut();
          if (!holdsOne(seen.account.roles, mayUse[may])) throw refused();
          if (fresh && real() - seen.session.confirmedAt >= freshMs) throw notFresh();
          if (!byItself) await signIn.touch(seen);
          return handler({ seen, reader: await readerOf(seen) }, read(given, asked));
        },
      }) as CallRoute,
    forBegun: ({ handler, ...given }) =>
      ({
        ...place(given),
        handler: async (asked: Asked<never>) =>
          handler(begun(given.method, await enter(given.method, asked), asked), read(given, asked)),
      }) as CallRoute,
    forAnybody: ({ handler, byLink, fromElsewhere, ...given }) =>
      ({
        ...place(given),
        handler: async (asked: Asked<never>) =>
          handler(await enter(given.method, asked, byLink, fromElsewhere), read(given, asked)),
      }) as CallRoute,
  };
}

const refused = (): CoachError => new CoachError('ROLE_REFUSED', 'Your roles here do not allow this.');

/** The value of the session's cookie; '' without one. Pure. */
function cookieIn(header: string): string {
  for (const each of header.split(';')) {
    const [name, value = ''] = each.trim().split('=', 2);
    if (name === cookieName) return value;
  }
  return '';
}

/** Keeps the pages of other sites, and of other origins of this one, away. @throws CoachError `ORIGIN_REFUSED`. Pure. */
function refuseOthers(method: string, { headers, here }: Asked<never>, publicUrl: string | null): void {
  const site = headers['sec-fetch-site'] ?? '';
  const origin = headers['origin'] ?? '';
  const isOther = !['', 'none', 'same-origin'].includes(site.toLowerCase());
  const isOwn = origin === '' ? method === 'GET' : isOwnOrigin(origin, here, publicUrl);
  if (isOther || !isOwn)
    throw new CoachError('ORIGIN_REFUSED', 'Another site asks: open the console itself, by its own address.');
}

/** The page of this service: by its public address, or by the name that it was asked by on this machine. Pure. */
function isOwnOrigin(origin: string, here: string, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, hostname } = new URL(origin);
  if (publicUrl !== null && new URL(publicUrl).origin === origin) return true;
  return host === here && (publicUrl === null || isLoopback(hostname));
}
