import type { Console } from '../../../app/console/console.ts';
import type { Seen } from '../../../app/console/sign-in.ts';
import {
  codeInput,
  confirmInput,
  linkInput,
  passwordInput,
  reauthInput,
  signInInput,
} from '../../../domain/console/input.ts';
import { CoachError } from '../../../domain/errors.ts';
import { createAddressLimit } from '../../http/address-limit.ts';
import type { Answer, CallRoute } from '../../http/route.ts';
import { cookieOf, type Gate, noCookie } from './gate.ts';

/** What one address may try at once, and how long until one more: signing in takes memory and time. */
const pace = { burst: 20, oneEvery: 3_000 };

/** The ways in and out. `oidc`: the name of the clinic's own sign-in; null where there is none. */
export function signInRoutes(
  { signIn, meOf }: Pick<Console, 'signIn' | 'meOf'>,
  gate: Gate,
  oidc: string | null,
): readonly CallRoute[] {
  const limit = createAddressLimit(pace);
  const told = async (seen: Seen): Promise<Answer> => ({ body: await meOf(seen) });
  const entered = async (seen: Seen): Promise<Answer> => ({
    ...(await told(seen)),
    headers: { 'Set-Cookie': cookieOf(seen.cookie) },
  });

  return [
    gate.forAnybody({
      ...{ method: 'GET', path: 'me' },
      handler: (seen) => (seen ? told(seen) : { body: { state: 'signed-out', oidc } }),
    }),
    gate.forAnybody({
      ...{ method: 'POST', path: 'sign-in', input: signInInput },
      handler: async (_seen, { from, body: { id, password } }) => {
        limit(from);
        return entered(await signIn.enter(id, password));
      },
    }),
    gate.forAnybody({
      ...{ method: 'POST', path: 'link', input: linkInput, byLink: true },
      handler: async (_seen, { from, front, body: { link } }) => {
        limit(from);
        if (!front.isHttps && !front.isHere) throw inTheClear();
        return entered(await signIn.useLink(link));
      },
    }),
    gate.forBegun({
      ...{ method: 'POST', path: 'sign-in/code', input: codeInput },
      handler: async (seen, { from, body: { code } }) => {
        limit(from);
        return entered(await signIn.code(seen, code));
      },
    }),
    gate.forBegun({
      ...{ method: 'POST', path: 'password', input: passwordInput },
      handler: async (seen, { body: { password, current } }) =>
        told(await signIn.choosePassword(seen, password, current)),
    }),
    gate.forBegun({
      ...{ method: 'POST', path: 'second-factor' },
      handler: async (seen) => ({ body: await signIn.offerFactor(seen) }),
    }),
    gate.forBegun({
      ...{ method: 'POST', path: 'second-factor/confirm', input: confirmInput },
      handler: async (begun, { body: { code } }) => {
        const { codes, seen } = await signIn.confirmFactor(begun, code);
        const me = await meOf(seen);
        return { body: { codes, me }, headers: { 'Set-Cookie': cookieOf(seen.cookie) } };
      },
    }),
    gate.forPart({
      ...{ method: 'POST', path: 'confirm', input: reauthInput, may: 'anybody' },
      handler: async ({ seen }, { from, body: { password, code } }) => {
        limit(from);
        const given = { ...(password === undefined ? {} : { password }), ...(code === undefined ? {} : { code }) };
        return told(await signIn.confirm(seen, given));
      },
    }),
    gate.forBegun({
      ...{ method: 'POST', path: 'sign-out' },
      handler: async (seen) => {
        await signIn.leave(seen);
        return { body: { state: 'signed-out', oidc }, headers: { 'Set-Cookie': noCookie } };
      },
    }),
  ];
}

const inTheClear = (): CoachError =>
  new CoachError(
    'LINK_INVALID',
    'A link is taken over https, or on the machine itself: where a proxy brings https, name it in COACH_TRUSTED_PROXIES.',
  );
