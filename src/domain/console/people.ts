import type { Language } from '../language.ts';
import type { QuietHours } from '../local-time.ts';
import type { StaffRole, WayKind } from '../staff/person.ts';
import type { ConsoleRole } from './roles.ts';

/** A contact way as it is shown: how its address ends. */
export interface WayView {
  readonly id: string;
  readonly kind: WayKind;
  readonly ends: string;
  /** ms after the person is called. */
  readonly after: number;
  readonly state: 'works' | 'untried' | 'ended';
  readonly code: string | null;
}

/** Somebody of the clinic: who can be called, who can sign in, or both. The id is the same. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  /** As somebody who can be called; null where they cannot. */
  readonly onCall: {
    readonly role: StaffRole;
    readonly language: Language;
    readonly zone: string;
    readonly quietHours: QuietHours | null;
    readonly ways: readonly WayView[];
  } | null;
  /** As somebody who can sign in; null where they cannot. Told to admins only. */
  readonly account: {
    readonly roles: readonly ConsoleRole[];
    readonly secondFactor: boolean;
    readonly linkUntil: number | null;
    readonly lockedUntil: number | null;
    readonly signedInAt: number | null;
  } | null;
}

/** `GET /console/api/people`. */
export interface People {
  readonly people: readonly PersonView[];
}

/** `POST /console/api/people/:id/ways/:way/test`, "page me a test", and the adding of a way: what its provider answered. */
export interface WaySent {
  readonly way: string;
  readonly what: 'test' | 'code';
  readonly ok: boolean;
  /** Why not; null where it went out, or waits. */
  readonly code: string | null;
  /** Quiet hours: nothing was sent; until when. */
  readonly quietUntil: number | null;
}

/** `POST /console/api/accounts/:id/link`: a link to set a password and a second factor with. It works once, for 15 minutes. */
export interface AccountLink {
  /** Behind the origin: `/console/link#…`. */
  readonly path: string;
  readonly until: number;
}
