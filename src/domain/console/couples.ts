import type { ChannelName } from '../channel.ts';
import type { Language } from '../language.ts';
import type { QuietHours } from '../local-time.ts';
import type { Consent, HandOff, Side } from '../partner.ts';
import type { ScreenerAnswer } from './case.ts';
import type { QueueItem } from './queue.ts';

/** A couple in the list: codes, and nothing of what anybody wrote. */
export interface CoupleItem {
  readonly id: string;
  readonly caseCode: string;
  /** The account of the counselor whose caseload it is in; null for nobody's. */
  readonly counselor: string | null;
  readonly relationship: 'romantic' | 'family' | 'friends';
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
