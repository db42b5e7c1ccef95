import type { ChannelName } from '../channel.ts';
import type { NamedExercise } from '../exercise.ts';
import type { Language } from '../language.ts';
import type { QuietHours } from '../local-time.ts';
import type { Consent, HandOff, Side } from '../partner.ts';
import type { Relationship } from '../relationship.ts';
import type { CoupleEnd } from '../together.ts';
import type { ScreenerAnswer } from './case.ts';
import type { QueueItem } from './queue.ts';

/** A couple in the list: codes, and nothing of what anybody wrote. */
export interface CoupleItem {
  readonly id: string;
  readonly caseCode: string;
  /** The account of the counselor whose caseload it is in; null for nobody's. */
  readonly counselor: string | null;
  readonly relationship: Relationship;
  readonly partners: readonly {
    readonly side: Side;
    readonly name: string;
    readonly joined: boolean;
    readonly consent: Consent['status'];
    readonly openAlerts: number;
  }[];
}

/** `GET /console/api/couples?view=own|all&code=&cursor=`. `code` finds one case by its whole code. */
export interface CouplesPage {
  readonly items: readonly CoupleItem[];
  readonly next: string | null;
  /** How many couples there are in all. */
  readonly total: number;
}

/** `GET /console/api/couples/:id`: what both share. Each partner has a page of their own. */
export interface CouplePage extends CoupleItem {
  /** Counselors who can be given the couple, by account. */
  readonly counselors: readonly { readonly id: string; readonly name: string }[];
  readonly together: TogetherView;
}

/** What both take part in. Instants are epoch ms, dates and the hour the plan's own. */
export interface TogetherView {
  /** What each day holds as it was drawn, from today on; none without a plan. A hold makes each day for two one for each alone. */
  readonly days: readonly { readonly date: string; readonly slot: 'couple' | 'solo' | 'rest' }[];
  readonly hour: string | null;
  readonly zone: string | null;
  readonly assigned: { readonly exercise: string; readonly at: number } | null;
  /** Both are asked in private whether they want to. */
  readonly asking: { readonly exercise: string; readonly closes: number } | null;
  readonly running: readonly string[];
  readonly break: { readonly returnsAt: number; readonly missed: number } | null;
  readonly ended: Pick<CoupleEnd, 'why' | 'at' | 'side' | 'told'> | null;
  readonly held: readonly HeldView[];
  /** Every exercise there is. `isOffered`: it is open, and one for this pair, on the channels that both are written to. */
  readonly exercises: readonly (NamedExercise & { readonly isOffered: boolean })[];
}

/** What holds all that is for two. `alert`: one of violence is open; `sign`: one was asked about and answered well; else a counselor lifts it. */
export interface HeldView {
  readonly side: Side;
  readonly why: 'alert' | 'sign' | 'until-lifted';
  readonly since: number;
  readonly until: number | null;
}

/**
 * `GET /console/api/couples/:id/partners/:side`, and `POST` with a reason where it is not the partner whose case one is in: one partner's
 * own page. Nothing of the other's stands here.
 */
export interface PartnerPage {
  readonly couple: string;
  readonly caseCode: string;
  readonly side: Side;
  readonly name: string;
  readonly language: Language;
  readonly country: string;
  readonly zone: string;
  readonly localTime: string;
  readonly privatePhone: boolean;
  readonly quietHours: QuietHours;
  readonly optedOut: boolean;
  readonly handOff: HandOff;
  readonly consent: Consent;
  readonly textsAgreed: boolean;
  /** `given` etc. to a second opinion by an outside service; null before it was asked. */
  readonly outside: string | null;
  readonly addresses: readonly {
    readonly channel: ChannelName;
    /** How it ends: nobody needs more to know which it is. */
    readonly ends: string;
    readonly verified: boolean;
    readonly ended: string | null;
  }[];
  readonly invites: readonly { readonly channel: ChannelName; readonly expiresAt: number }[];
  readonly nudges: readonly { readonly dialog: string; readonly localTime: string; readonly next: number }[];
  readonly facts: readonly (Omit<ScreenerAnswer, 'at'> & { readonly at: number })[];
  readonly alerts: readonly QueueItem[];
}

/** A code to hand to a partner. It is shown once: only its digest is kept. */
export interface InviteCodeView {
  readonly side: Side;
  readonly channel: ChannelName;
  readonly code: string;
  readonly expiresAt: number;
}
export interface EnrolledView {
  readonly id: string;
  readonly codes: readonly InviteCodeView[];
}
