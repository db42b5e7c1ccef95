import {
  type Account,
  freshMs,
  isLocked,
  isWeakPassword,
  linkMs,
  liveSession,
  type Session,
} from '../../domain/console/account.ts';
import type { NewFactor } from '../../domain/console/sign-in.ts';
import { CoachError } from '../../domain/errors.ts';
import { createLru } from '../../domain/lru.ts';
import { newAccount, stepAccount } from '../../engine/account/account.ts';
import type { AccountAct, AccountResult, GivenCode } from '../../engine/account/account-event.ts';
import type { Credentials } from '../../ports/credentials.ts';
import type { Accounts } from '../aggregates/account.ts';
import type { Deps } from '../deps.ts';
import { newRecoveryCodes, newToken, plainCode, readToken, type Token, written } from './tokens.ts';

/** Somebody whose browser is known, wherever they stand in signing in. */
export interface Seen {
  readonly account: Account;
  readonly session: Session;
  /** What the browser's cookie holds. */
  readonly cookie: string;
  /** What comes back with every act. */
  readonly csrf: string;
}

/** Signing in to the console. Whoever is not let in hears one code, whatever was wrong. */
export interface SignIn {
  /** Whether somebody has a second factor: before that only a one-time link gets in. */
  isOpen(): Promise<boolean>;
  /** Whose cookie it is; null for nobody's, or of a session that is over. */
  seen(cookie: string): Promise<Seen | null>;
  /** Keeps a session alive by what is done in it. */
  touch(seen: Seen): Promise<void>;
  /** @throws CoachError `SIGN_IN_FAILED`, `TOO_MANY_REQUESTS` with `retryAfter`, seconds. */
  enter(login: string, password: string): Promise<Seen>;
  /** @throws CoachError as `enter`. */
  code(seen: Seen, code: string): Promise<Seen>;
  /** The clinic's own sign-in has named somebody. @throws CoachError `SIGN_IN_FAILED`. */
  come(login: string, subject: string): Promise<Seen>;
  /** @throws CoachError `LINK_INVALID`. */
  useLink(link: string): Promise<Seen>;
  /** @throws CoachError `PASSWORD_WEAK`, `SIGN_IN_FAILED`, `SIGNED_OUT`. */
  choosePassword(seen: Seen, password: string, current: string | undefined): Promise<Seen>;
  /** @throws CoachError `REAUTH_NEEDED`, `SIGNED_OUT`. */
  offerFactor(seen: Seen): Promise<NewFactor>;
  /** The recovery codes, shown once, and who it is from then on. @throws CoachError `CODE_WRONG`, `SIGNED_OUT`. */
  confirmFactor(seen: Seen, code: string): Promise<{ readonly codes: readonly string[]; readonly seen: Seen }>;
  /** Shows the password or a code once more. @throws CoachError as `enter`. */
  confirm(seen: Seen, given: { readonly password?: string; readonly code?: string }): Promise<Seen>;
  /** Keeps that a reason was given in this session. */
  opened(seen: Seen, what: string): Promise<void>;
  leave(seen: Seen): Promise<void>;
  /** A link for a login, and until when it holds, real time. @throws CoachError `NOT_FOUND`. */
  issueLink(login: string, by: string): Promise<{ readonly link: string; readonly until: number }>;
}

/** How often what is done in a session is written down, ms. */
const touchMs = 60_000;

const missing: Credentials = {
  passwords: { hash: unavailable, verify: unavailable },
  authenticator: { newSecret: unavailable, uri: unavailable, stepOf: unavailable },
};
function unavailable(): never {
  throw new CoachError('STORE_UNAVAILABLE', 'Nobody can sign in where this runs.');
}

/** Over the accounts. Nothing of a session is kept in this process, so that any other knows it as well. */
export function createSignIn(
  { keys, clock, credentials = missing }: Pick<Deps, 'keys' | 'clock' | 'credentials'>,
  accounts: Accounts,
): SignIn {
  const { passwords, authenticator } = credentials;
  /** Logins that nobody has: they are locked as others are, so that nobody learns which there are. */
  const ghosts = createLru<Account>(1_000);
  let isOpen = false;

  const digestOf = ({ secret }: Token): string => keys.digest('session', secret);
  const recoveryOf = (account: string, code: string): string =>
    keys.digest('recovery', `${account}|${plainCode(code)}`);

  function seenBy(account: Account, token: Token): Seen | null {
    const session = liveSession(account, digestOf(token), clock.real());
    return session && { account, session, cookie: written(token), csrf: keys.digest('csrf', token.secret) };
  }

  /** What became of an act by which a browser gets a new token. */
  function entered(result: AccountResult | null, token: Token): Seen {
    if (result?.came !== 'done') throw refused(result?.account, clock.real());
    return seenBy(result.account, token) ?? fail();
  }

  /** An act within a session: who it is after that. */
  async function within({ account: { id }, cookie }: Seen, act: Parameters<Accounts['act']>[1]): Promise<Seen> {
    const result = await accounts.act(id, act);
    if (!result || result.came === 'over') throw signedOut();
    if (result.came === 'wrong') throw refused(result.account, clock.real());
    const token = readToken(cookie);
    return (token && seenBy(result.account, token)) ?? fail();
  }

  const ownDigest = ({ session }: Seen): string => session.digest;
  const given = ({ id, factor }: Account, code: string): GivenCode => ({
    step: factor && authenticator.stepOf(factor.secret, code.trim(), clock.real()),
    recovery: recoveryOf(id, code),
  });

  async function noSuch(login: string, password: string): Promise<never> {
    const id = accounts.idOf(login);
    const ghost = ghosts.get(id) ?? newAccount({ id, login });
    if (isLocked(ghost, clock.real())) throw refused(ghost, clock.real());
    await passwords.verify(null, password);
    const { account } = stepAccount(ghost, { type: 'password-wrong', at: clock.now(), real: clock.real() });
    ghosts.set(id, account);
    throw refused(account, clock.real());
  }

  return {
    async isOpen() {
      isOpen ||= await accounts.haveFactor();
      return isOpen;
    },
    async seen(cookie) {
      const token = readToken(cookie);
      const account = token && (await accounts.current(token.account));
      return account && token ? seenBy(account, token) : null;
    },
    async touch(seen) {
      if (clock.real() - seen.session.seenAt < touchMs) return;
      await accounts.act(seen.account.id, { type: 'seen', session: ownDigest(seen) });
    },
    async enter(login, password) {
      const id = accounts.idOf(login);
      const token = newToken(id);
      const result = await accounts.act(id, async (account): Promise<AccountAct | null> => {
        if (isLocked(account, clock.real())) throw refused(account, clock.real());
        const isRight = await passwords.verify(account.password, password);
        // Without a second factor a password opens nothing.
        const next = digestOf(token);
        return isRight && account.factor && account.roles.length > 0
          ? { type: 'password-right', next }
          : { type: 'password-wrong' };
      });
      return result ? entered(result, token) : noSuch(login, password);
    },
    async code(seen, code) {
      const token = newToken(seen.account.id);
      const { id } = seen.account;
      const result = await accounts.act(id, async (account) => {
        if (isLocked(account, clock.real())) throw refused(account, clock.real());
        return { type: 'code', session: ownDigest(seen), given: given(account, code), next: digestOf(token) };
      });
      if (!result || result.came === 'over') throw signedOut();
      return entered(result, token);
    },
    async come(login, subject) {
      const id = accounts.idOf(login);
      const token = newToken(id);
      const act = { type: 'came', subject, next: digestOf(token) } as const;
      return entered(await accounts.act(id, async ({ roles }) => (roles.length > 0 ? act : null)), token);
    },
    async useLink(link) {
      const read = readToken(link);
      if (!read) throw noLink();
      const token = newToken(read.account);
      const digest = keys.digest('link', read.secret);
      const result = await accounts.act(read.account, { type: 'link-used', digest, next: digestOf(token) });
      if (result?.came !== 'done') throw noLink();
      return entered(result, token);
    },
    async choosePassword(seen, password, current) {
      const { account, session } = seen;
      if (session.state === 'second-factor') throw signedOut();
      if (isWeakPassword(password, account)) throw weak();
      const hash = await passwords.hash(password);
      return within(seen, async (known) => {
        if (session.state === 'enrolling') return { type: 'password-set', session: ownDigest(seen), hash };
        if (isLocked(known, clock.real())) throw refused(known, clock.real());
        const isRight = await passwords.verify(known.password, current ?? '');
        return isRight ? { type: 'password-set', session: ownDigest(seen), hash } : { type: 'password-wrong' };
      });
    },
    async offerFactor(seen) {
      const { state, confirmedAt } = seen.session;
      if (state === 'signed-in' && clock.real() - confirmedAt >= freshMs) throw notFresh();
      const secret = authenticator.newSecret();
      await within(seen, { type: 'factor-offered', session: ownDigest(seen), secret });
      return { secret, uri: authenticator.uri(secret, seen.account.login) };
    },
    async confirmFactor(seen, code) {
      const { id } = seen.account;
      const token = newToken(id);
      const codes = newRecoveryCodes();
      const result = await accounts.act(id, async (account) => {
        const { offered } = liveSession(account, ownDigest(seen), clock.real()) ?? {};
        const step = offered === undefined ? null : authenticator.stepOf(offered, code, clock.real());
        const recovery = codes.map((each) => recoveryOf(id, each));
        return { type: 'factor-confirmed', session: ownDigest(seen), step, recovery, next: digestOf(token) };
      });
      if (!result || result.came === 'over') throw signedOut();
      if (result.came === 'wrong')
        throw new CoachError('CODE_WRONG', 'This is not the code of the app now: look again.');
      isOpen = true;
      return { codes, seen: entered(result, token) };
    },
    confirm: (seen, { password, code }) =>
      within(seen, async (account) => {
        if (isLocked(account, clock.real())) throw refused(account, clock.real());
        const right = password !== undefined && (await passwords.verify(account.password, password));
        const coded = code === undefined ? null : given(account, code);
        return { type: 'confirmed', session: ownDigest(seen), right, given: coded };
      }),
    async opened(seen, what) {
      await accounts.act(seen.account.id, { type: 'opened', session: ownDigest(seen), what });
    },
    async leave(seen) {
      await accounts.act(seen.account.id, { type: 'signed-out', session: ownDigest(seen) });
    },
    async issueLink(login, by) {
      const token = newToken(accounts.idOf(login));
      const until = clock.real() + linkMs;
      const link = { digest: keys.digest('link', token.secret), until };
      const result = await accounts.act(token.account, { type: 'link-issued', link, by });
      if (!result) throw new CoachError('NOT_FOUND', 'Nobody signs in by this name.');
      return { link: written(token), until };
    },
  };
}

/** Why somebody is not let in: for now, or because something given was not right. Nothing tells what it was. */
function refused(account: Account | null | undefined, real: number): CoachError {
  if (account && isLocked(account, real)) {
    const retryAfter = Math.ceil((account.failures.lockedUntil - real) / 1_000);
    return new CoachError('TOO_MANY_REQUESTS', 'That was wrong too often: wait, then try again.', { retryAfter });
  }
  return new CoachError('SIGN_IN_FAILED', 'Name, password or code is not right.');
}

const fail = (): never => {
  throw signedOut();
};
export const notFresh = (): CoachError =>
  new CoachError('REAUTH_NEEDED', 'This cannot be undone: give your password again, then do it.');
export const signedOut = (): CoachError =>
  new CoachError('SIGNED_OUT', 'You are not signed in: sign in, then do this again.');
const noLink = (): CoachError =>
  new CoachError('LINK_INVALID', 'This link was used, or is too old: have a new one made ("coach console link").');
const weak = (): CoachError =>
  new CoachError('PASSWORD_WEAK', 'This password is guessed too soon: take a longer one, without your name in it.');
