import type { Language } from '../language.ts';
import type { QuietHours } from '../local-time.ts';
import type { Ended } from '../partner.ts';

/** What a person may do in a case. A supervisor co-signs; both counsel. */
export const staffRoles = ['counselor', 'supervisor'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** How a person on call can be reached. */
export const wayKinds = ['teams', 'slack', 'sms', 'email', 'webhook', 'pagerduty'] as const;
export type WayKind = (typeof wayKinds)[number];

/** One way to reach a person. It is never a partner's address. */
export interface ContactWay {
  readonly id: string;
  readonly kind: WayKind;
  /** The kind's own: a user id, a number in E.164, an e-mail address, a URL, a routing key. */
  readonly address: string;
  /** What the channel needs to write first, in its own words: nobody else reads it. */
  readonly reference?: string;
  /** How long after the person is called this way is tried, ms: 0 for the first. */
  readonly after: number;
  /** When a code that was sent through it came back, domain time; null before: it does not count. */
  readonly verifiedAt: number | null;
  /** Set once it takes nothing more: STOP, an uninstall, a revoked token, a dead number. */
  readonly ended?: Ended;
  /** A code on its way: its keyed digest, until when it holds, and how often a wrong one came. */
  readonly code?: { readonly digest: string; readonly until: number; readonly wrong: number };
}

/** Somebody who can be called. */
export interface Person {
  readonly id: string;
  /** The name that partners and colleagues see. */
  readonly name: string;
  readonly role: StaffRole;
  readonly language: Language;
  readonly zone: string;
  /** In the order in which they are tried. */
  readonly ways: readonly ContactWay[];
  /** Hours in which only what cannot wait calls this person: urgent and above. */
  readonly quietHours: QuietHours | null;
}

/** Whether a notice may go through a way. Pure. */
export const counts = ({ verifiedAt, ended }: ContactWay): boolean => verifiedAt !== null && ended === undefined;

/** The ways through which a person can be reached, in their order. Pure. */
export const workingWays = ({ ways }: Person): readonly ContactWay[] => ways.filter(counts);

/** Who is meant by an id, or by a name that one person has; null where it is nobody, or more than one. Pure. */
export function personNamed(people: readonly Person[], written: string): Person | null {
  const same = written.trim().toLowerCase();
  const named = people.filter(({ name }) => name.toLowerCase() === same);
  return people.find(({ id }) => id === same) ?? (named.length === 1 ? (named[0] ?? null) : null);
}

/** Whether two ways lead to the same place. Pure. */
export const isSameWay = (one: WayPlace, other: WayPlace): boolean =>
  one.kind === other.kind && comparable(one) === comparable(other);

type WayPlace = Pick<ContactWay, 'kind' | 'address'>;

/** Mail is delivered whatever the case of an address; all other addresses are the channel's own ids. */
const comparable = ({ kind, address }: WayPlace): string => (kind === 'email' ? address.toLowerCase() : address);
