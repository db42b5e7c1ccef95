import { type AuditEvent, audited } from '../../domain/audit.ts';
import { type Account, isLocked, liveSession, type Session } from '../../domain/console/account.ts';
import type { Json } from '../../domain/frame.ts';
import type { AccountEvent, AccountResult, GivenCode } from './account-event.ts';

type Of<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>;
type Facts = Readonly<Record<string, Json>>;

/** Browsers of one person that are signed in at once. */
const mostSessions = 8;
/** What one session opens for a reason without giving it again. */
const mostOpened = 50;
/** Wrong tries in a row before nothing is tried for a while; each further one doubles that, up to the longest, ms. */
const freeTries = 5;
const shortestLock = 60_000;
const longestLock = 15 * 60_000;

/** An account that nobody can sign in to yet. Pure. */
export const newAccount = (identity: Pick<Account, 'id' | 'login'>): Account => ({
  ...identity,
  ...{ name: identity.login, roles: [], password: null, factor: null, link: null, sessions: [], signedInAt: null },
  failures: { count: 0, lockedUntil: 0 },
});

/** The account after an event: every step of signing in is audited, and a wrong one is counted. Pure. Source: console.md, "Sign-in". */
export function stepAccount(account: Account, event: AccountEvent): AccountResult {
  switch (event.type) {
    case 'set':
      return done(event, withRoles(account, event), 'account-set', { roles: [...event.roles] });
    case 'link-issued':
      return done(event, { ...account, link: event.link }, 'link-issued');
    case 'link-used':
      return useLink(account, event);
    case 'password-right': {
      if (isLocked(account, event.real)) return { came: 'wrong', account, records: [] };
      return quietly(begin(account, event, event.next, { state: 'second-factor' }));
    }
    case 'password-wrong':
      return wrong(account, event, 'password');
    case 'code':
      return takeCode(account, event);
    case 'came':
      return come(account, event);
    case 'password-set':
      return inSession(account, event, (session) => {
        if (!maySetUp(session)) return over(account);
        const chosen: Session = session.state === 'enrolling' ? { ...session, chosen: true } : session;
        const changed = { ...account, password: event.hash };
        // Whoever knew the old password is signed out with it.
        return done(event, { ...changed, sessions: [chosen] }, 'password-set');
      });
    case 'factor-offered':
      return inSession(account, event, (session) =>
        maySetUp(session) ? quietly(withSession(account, { ...session, offered: event.secret })) : over(account),
      );
    case 'factor-confirmed':
      return confirmFactor(account, event);
    case 'confirmed':
      return inSession(account, event, (session) => confirm(account, session, event));
    case 'opened':
      return inSession(account, event, (session) => {
        const opened = [...(session.opened ?? []), event.what].slice(-mostOpened);
        return quietly(withSession(account, { ...session, opened }));
      });
    case 'seen':
      return inSession(account, event, (session) => quietly(withSession(account, { ...session, seenAt: event.real })));
    case 'signed-out':
      return inSession(account, event, () => done(event, without(account, event.session), 'signed-out'));
  }
}

/** Whoever has given the password alone is not in: they change neither it nor what is asked for behind it. */
const maySetUp = ({ state }: Session): boolean => state !== 'second-factor';

/** A link sets all of it up anew: what was signed in before is not any more. */
function useLink(account: Account, event: Of<'link-used'>): AccountResult {
  const { link } = account;
  if (!link || link.digest !== event.digest || event.real >= link.until) return over(account);
  const used = { ...account, link: null, sessions: [], failures: { count: 0, lockedUntil: 0 } };
  return done(event, begin(used, event, event.next, { state: 'enrolling' }), 'link-used');
}

/** A new session, for the digest of its token; it takes the place of the oldest where there are too many. */
function begin(
  account: Account,
  { real }: Pick<AccountEvent, 'real'>,
  digest: string,
  { state }: Pick<Session, 'state'>,
): Account {
  const living = account.sessions.filter((each) => liveSession(account, each.digest, real));
  const session: Session = { digest, state, beganAt: real, seenAt: real, confirmedAt: real };
  return { ...account, sessions: [...living, session].slice(-mostSessions) };
}

function takeCode(account: Account, event: Of<'code'>): AccountResult {
  return inSession(account, event, (session) => {
    if (session.state !== 'second-factor') return over(account);
    const after = isLocked(account, event.real) ? null : withCode(account, event.given);
    if (!after) return wrong(account, event, 'code');
    return signIn(without(after, event.session), event, { by: usesRecovery(account, after) ? 'recovery' : 'code' });
  });
}

function signIn(account: Account, event: AccountEvent & { readonly next: string }, facts: Facts): AccountResult {
  const fresh = { ...account, failures: { count: 0, lockedUntil: 0 }, signedInAt: event.real };
  return done(event, begin(fresh, event, event.next, { state: 'signed-in' }), 'signed-in', facts);
}

/** The clinic's own sign-in is believed for the person whom it named first. */
function come(account: Account, event: Of<'came'>): AccountResult {
  if (account.subject !== undefined && account.subject !== event.subject) return wrong(account, event, 'subject');
  return signIn({ ...account, subject: event.subject }, event, { by: 'oidc' });
}

/** The account after a code; null where it is none. A code of the app is taken once, and so is a recovery code. */
function withCode(account: Account, { step, recovery }: GivenCode): Account | null {
  const { factor } = account;
  if (!factor) return null;
  if (step !== null && step > factor.step) return { ...account, factor: { ...factor, step } };
  if (!factor.recovery.includes(recovery)) return null;
  return { ...account, factor: { ...factor, recovery: factor.recovery.filter((each) => each !== recovery) } };
}

const usesRecovery = (before: Account, after: Account): boolean =>
  before.factor?.recovery.length !== after.factor?.recovery.length;

/** The first code of a new factor: from now on it is asked for, and nobody else is signed in. */
function confirmFactor(account: Account, event: Of<'factor-confirmed'>): AccountResult {
  return inSession(account, event, (session) => {
    const { offered, state, chosen } = session;
    if (offered === undefined || !maySetUp(session) || (state === 'enrolling' && !chosen)) return over(account);
    if (event.step === null) return wrong(account, event, 'code');
    const factor = { secret: offered, step: event.step, recovery: event.recovery };
    const set = done(event, { ...account, factor, sessions: [] }, 'factor-set');
    const signed = signIn(set.account, event, { by: 'factor' });
    return { ...signed, records: [...set.records, ...signed.records] };
  });
}

function confirm(account: Account, session: Session, event: Of<'confirmed'>): AccountResult {
  const coded = event.given && !isLocked(account, event.real) ? withCode(account, event.given) : null;
  const after = coded ?? (event.right && !isLocked(account, event.real) ? account : null);
  if (!after) return wrong(account, event, 'again');
  const fresh = { ...after, failures: { count: 0, lockedUntil: 0 } };
  return quietly(withSession(fresh, { ...session, confirmedAt: event.real, seenAt: event.real }));
}

/** Somebody's roles are others now: what they have open is looked at anew, and ends where nothing is left to them. */
function withRoles(account: Account, { name, roles }: Of<'set'>): Account {
  return { ...account, name, roles, ...(roles.length === 0 ? { sessions: [] } : {}) };
}

function wrong(account: Account, event: AccountEvent, what: string): AccountResult {
  const count = account.failures.count + 1;
  const excess = count - freeTries;
  const wait = excess < 0 ? 0 : Math.min(longestLock, shortestLock * 2 ** Math.min(excess, 10));
  const failures = { count, lockedUntil: wait === 0 ? account.failures.lockedUntil : event.real + wait };
  return { ...done(event, { ...account, failures }, 'sign-in-failed', { what, count }), came: 'wrong' };
}

function inSession(
  account: Account,
  { session: digest, real }: { readonly session: string; readonly real: number },
  run: (session: Session) => AccountResult,
): AccountResult {
  const session = liveSession(account, digest, real);
  return session ? run(session) : over(account);
}

const withSession = (account: Account, session: Session): Account => ({
  ...account,
  sessions: account.sessions.map((each) => (each.digest === session.digest ? session : each)),
});
const without = (account: Account, digest: string): Account => ({
  ...account,
  sessions: account.sessions.filter((each) => each.digest !== digest),
});

const over = (account: Account): AccountResult => ({ came: 'over', account, records: [] });
const quietly = (account: Account): AccountResult => ({ came: 'done', account, records: [] });

function done(event: AccountEvent, account: Account, name: AuditEvent, facts: Facts = {}): AccountResult {
  const who: Facts = 'by' in event ? { by: event.by } : {};
  const { counselor = account.name, ...rest } = { ...(who['by'] ? { counselor: who['by'] } : {}), ...facts };
  const entry = audited({
    ...{ of: 'system', event: name, by: 'counselor', at: event.at },
    facts: { counselor, login: account.login, ...rest },
  });
  return { came: 'done', account, records: [entry] };
}
