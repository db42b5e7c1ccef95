import type { Language } from '../language.ts';
import type { ConsoleRole } from './roles.ts';

/** Where somebody stands who opens the console: `GET /console/api/me`, and what every step of signing in gives. */
export type Me =
  /** Nobody has a second factor yet: only a one-time link gets in (`coach console link`). */
  | { readonly state: 'closed' }
  /** Not signed in. `oidc`: the clinic's own sign-in is offered, under this name. */
  | { readonly state: 'signed-out'; readonly oidc: string | null }
  /** In by a one-time link: a password has to be chosen, and a second factor set up. */
  | ({ readonly state: 'enrolling'; readonly hasPassword: boolean } & Known)
  /** The password was right: the code of the second factor is awaited. */
  | ({ readonly state: 'second-factor' } & Known)
  | SignedIn;

interface Known {
  /** The account's id: what one signs in with. */
  readonly id: string;
  /** The name that partners and colleagues see. */
  readonly name: string;
  /** Goes back in the header `x-csrf-token` with every POST. */
  readonly csrf: string;
}

export interface SignedIn extends Known {
  readonly state: 'signed-in';
  readonly roles: readonly ConsoleRole[];
  readonly language: Language | null;
  readonly zone: string;
  /** Whether the rota has them on duty now, and until when; null while they are not. Epoch ms. */
  readonly onDutyUntil: number | null;
  /** Epoch ms: the session ends without anything done until then, and in any case. */
  readonly idleAt: number;
  readonly endsAt: number;
  /** Until when what cannot be undone is done without giving the password again. */
  readonly freshUntil: number;
  /** Recovery codes that are left. */
  readonly recoveryLeft: number;
  /** The service's own clock, epoch ms. */
  readonly now: number;
}

/** The shortest password: long, and of whatever letters one likes. */
export const shortestPassword = 12;

/** `POST /console/api/second-factor`: a secret for an authenticator app, as text and as what a picture of it holds. */
export interface NewFactor {
  readonly secret: string;
  readonly uri: string;
}

/** Shown once. Each works once. */
export interface RecoveryCodes {
  readonly codes: readonly string[];
  readonly me: Me;
}
