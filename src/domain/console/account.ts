import type { ChainHead } from '../audit.ts';
import type { ConsoleRole } from './roles.ts';

/** Somebody who can sign in to the console. All instants here are real time, epoch ms: a rehearsal moves none of them. */
export interface Account {
  /** A keyed digest of the login: nobody's name stands in the clear. */
  readonly id: string;
  /** What one signs in with. It is the id of the same person where they can be called. */
  readonly login: string;
  /** The name that partners and colleagues see. */
  readonly name: string;
  readonly roles: readonly ConsoleRole[];
  /** argon2id, with its salt and costs; null before one was chosen. */
  readonly password: string | null;
  readonly factor: Factor | null;
  readonly link: OneTimeLink | null;
  /** Who it is at the clinic's own sign-in; none before they came from there. */
  readonly subject?: string;
  /** Wrong passwords and codes since the last sign-in, and until when nothing is tried. */
  readonly failures: { readonly count: number; readonly lockedUntil: number };
  /** Newest last, bounded. */
  readonly sessions: readonly Session[];
  readonly signedInAt: number | null;
  readonly audit?: ChainHead;
}

/** A second factor that was confirmed. */
export interface Factor {
  readonly secret: string;
  /** The newest step of its clock that a code was taken of: none is taken twice. */
  readonly step: number;
  /** Keyed digests of the recovery codes that are left. */
  readonly recovery: readonly string[];
}

/** A link to set up the sign-in with, kept as its keyed digest. It works once. */
export interface OneTimeLink {
  readonly digest: string;
  readonly until: number;
}

/**
 * One browser. `enrolling` came by a link, and only sets up its sign-in; `second-factor` has given the password alone. A confirmed session
 * shows its password again before what cannot be undone.
 */
export interface Session {
  /** The keyed digest of the token in the browser's cookie. */
  readonly digest: string;
  readonly state: 'enrolling' | 'second-factor' | 'signed-in';
  readonly beganAt: number;
  readonly seenAt: number;
  readonly confirmedAt: number;
  /** A password was chosen in it. */
  readonly chosen?: true;
  /** What it was opened for a reason in it: cases by id, partners as `COUPLE/SIDE`; bounded. */
  readonly opened?: readonly string[];
  /** A secret that was offered and is not confirmed yet. */
  readonly offered?: string;
}

const minute = 60_000;
/** How long a one-time link holds, ms. */
export const linkMs = 15 * minute;
/** How long a password stands for what cannot be undone, ms. */
export const freshMs = 10 * minute;
/** How long a session lasts without anything done in it, by its state, and in any case, ms. */
export const idleMs: Readonly<Record<Session['state'], number>> = {
  enrolling: 30 * minute,
  'second-factor': 5 * minute,
  'signed-in': 60 * minute,
};
export const longestMs = 12 * 60 * minute;

/** When a session ends without anything done until then. Pure. */
export const idleAt = ({ state, seenAt, beganAt }: Session): number =>
  Math.min(seenAt + idleMs[state], beganAt + longestMs);

/** The session of a token's digest, as long as it lasts. Pure. */
export const liveSession = ({ sessions }: Account, digest: string, real: number): Session | null =>
  sessions.find((each) => each.digest === digest && real < idleAt(each)) ?? null;

/** Whether nothing is tried just now. Pure. */
export const isLocked = ({ failures }: Account, real: number): boolean => real < failures.lockedUntil;

/** Whether a password is one that is guessed first: few letters, or the person's own name. Pure. */
export function isWeakPassword(password: string, { login, name }: Pick<Account, 'login' | 'name'>): boolean {
  const plain = password.toLowerCase();
  const own = [login, name, 'sidebyside', 'side by side', 'password'].map((each) => each.toLowerCase());
  const rest = own.reduce((left, each) => left.replaceAll(each, ''), plain);
  return new Set(plain).size < 5 || rest.length < 6;
}
