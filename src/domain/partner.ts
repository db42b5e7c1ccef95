import { type Address, type Ended, isSameAddress, type Source } from './address.ts';
import type { ChannelName } from './channel.ts';
import type { KeptSheet } from './contact-sheet.ts';
import type { DetoxDate } from './detox.ts';
import type { Frame, Json } from './frame.ts';
import type { Held } from './held.ts';
import type { Language } from './language.ts';
import { localDate, type QuietHours } from './local-time.ts';
import type { Count } from './milestone.ts';
import type { Missed } from './missed.ts';
import type { Outside } from './outside.ts';
import type { RecentText } from './recent.ts';
import type { About, Family, Level } from './screening.ts';
import type { HeldWords, Share } from './share.ts';
import type { Talk, WaitingSaid } from './talk.ts';

export { type Address, channelNow, type Ended, isReachable, isSameAddress, type Source } from './address.ts';

/** The two conversations of a couple. Which one is which means nothing. */
export const sides = ['a', 'b'] as const;
export type Side = (typeof sides)[number];

/** Everyone something can be addressed to: a partner, or the machinery itself. */
export const recipients = [...sides, 'system'] as const;
export type Recipient = (typeof recipients)[number];

/** The partner with an address that takes nothing more; the same when it had ended before, or is not theirs. Pure. */
export function endAddress(partner: Partner, { channel, id }: Source, ended: Ended): Partner {
  const it = partner.addresses.find((each) => each.channel === channel && each.id === id);
  const isNews = !it?.ended || (ended.optedOut && !it.ended.optedOut);
  if (!it || !isNews) return partner;
  return { ...partner, addresses: partner.addresses.map((each) => (each === it ? { ...it, ended } : each)) };
}

/** Whether the carrier of an address refuses everything there since STOP. Pure. */
export const isOptedOutAt = (partner: Partner, source: Source): boolean =>
  partner.addresses.some((each) => isSameAddress(each, source) && each.ended?.optedOut === true);

/** The partner with an address that START has opened again; the same where its carrier refused nothing. Pure. */
export function optInAt(partner: Partner, source: Source): Partner {
  if (!isOptedOutAt(partner, source)) return partner;
  const alive = (each: Address): Address => {
    const { ended: _, ...rest } = each;
    return rest;
  };
  const addresses = partner.addresses.map((each) => (isSameAddress(each, source) ? alive(each) : each));
  return { ...partner, addresses };
}

/** The partner with the app installed at an address, or taken away there; the same where that is known already. Pure. */
export function install(partner: Partner, { channel, id }: Source, installed: boolean): Partner {
  const it = partner.addresses.find((each) => each.channel === channel && each.id === id);
  if (!it || (it.installed === true) === installed) return partner;
  const { installed: _, ...rest } = it;
  const now: Address = installed ? { ...rest, installed } : rest;
  return { ...partner, addresses: partner.addresses.map((each) => (each === it ? now : each)) };
}

/**
 * Where a message came from, without its conversation where that is the other partner's: what is meant for one never goes
 * to the other's chat, whoever's id a message names. The same source otherwise. Pure.
 */
export function ownSource(source: Source, other: Partner | null): Source {
  const { channel, id, reference, conversation } = source;
  const isTheirs = other?.addresses.some(
    (each) =>
      each.channel === channel &&
      ((conversation !== undefined && each.conversation === conversation) ||
        (reference !== undefined && each.reference === reference)),
  );
  return isTheirs ? { channel, id } : source;
}

/**
 * The partner with the address a message came from first, its newest reference kept, and alive again if it had ended, but
 * for an opt-out; the same when nothing changed. Pure.
 */
export function heardFrom(partner: Partner, source: Source): Partner {
  const { addresses } = partner;
  const isIt = (each: Address): boolean => each.channel === source.channel && each.id === source.id;
  const known = addresses.find(isIt);
  const { reference, conversation } = source.reference === undefined ? (known ?? source) : source;
  const isSame = reference === known?.reference && conversation === known?.conversation;
  const isRevived = known?.ended !== undefined && !known.ended.optedOut;
  if (!known || (addresses[0] === known && isSame && !isRevived)) return partner;
  const { ended: _, ...alive } = known;
  const newest: Address = {
    ...(isRevived ? alive : known),
    ...(reference === undefined ? {} : { reference }),
    ...(conversation === undefined ? {} : { conversation }),
  };
  return { ...partner, addresses: [newest, ...addresses.filter((each) => !isIt(each))] };
}

/** How often a dialog is opened by itself that says so of itself, on a day of each partner's own. */
export const rhythms = ['week', 'month'] as const;
export type Rhythm = (typeof rhythms)[number];

/** An invitation at a local hour: each day unless told otherwise. `next` is the planned instant, in epoch milliseconds. */
export interface Nudge {
  readonly id: string;
  /** The dialog the nudge opens. */
  readonly dialog: string;
  /** `HH:MM` in the partner's zone. */
  readonly localTime: string;
  readonly next: number;
  /** The instant of this occurrence before anything put it off; it bounds `expiresAt`. */
  readonly planned: number;
  /** Once a week, or a month. */
  readonly every?: Rhythm;
  /** It comes once, and is wanted until then. */
  readonly until?: number;
}

/** What the couple knows of an alert: the newest `tell` wins. */
export interface AlertMirror {
  readonly version: number;
  readonly status: AlertStatus;
  readonly level: Level;
  readonly holder: string | null;
  /** When the couple last paged into it; a close that is older than this is not the last word. */
  readonly pagedAt: number;
}

/** What the couple knows of a partner's request for a person: the newest `tell` wins. It is no alert. */
export interface RequestMirror {
  readonly version: number;
  readonly status: AlertStatus;
  readonly holder: string | null;
  /** When the partner last asked; a close that is older than this is not the last word. */
  readonly askedAt: number;
}

/** `handed-back`: a counselor still holds the case, and the coach answers again. */
export type AlertStatus = 'open' | 'claimed' | 'taken-over' | 'handed-back' | 'closed';

/** Who answers this partner: the coach, the coach while a counselor has claimed, or the counselor alone. */
export type HandOff = 'bot' | 'waiting' | 'counselor';

/** The last crisis answer of a family: what keeps a quiet answer from being said twice. */
export interface LastCrisis {
  readonly level: Level;
  readonly about: About;
  readonly at: number;
}

/** What a partner agreed to take part in. Nothing private is asked, and no nudge goes out, without it. */
export interface Consent {
  /** `minor`: somebody under 18, whom only a new invite lets in again. */
  readonly status: 'awaited' | 'given' | 'declined' | 'minor';
  /** Which consent text was answered. */
  readonly version: number;
  /** When it was answered, and when it runs out: domain time, epoch ms. */
  readonly at: number;
  readonly until: number;
}

/** A code that a partner can send once, from one channel, to join. Only its keyed digest is kept. */
export interface Invite {
  readonly digest: string;
  readonly channel: ChannelName;
  readonly expiresAt: number;
}

/** A PIN that a partner chose for a phone which others may pick up. */
export interface Pin {
  readonly digits: string;
  /** When the partner last wrote with the PIN given, domain time. */
  readonly seenAt: number;
  /** Whether the PIN was asked for and not given yet. */
  readonly asked: boolean;
  readonly wrong: number;
  readonly lockedUntil: number;
}

/** No nudge is sent until a local date (`YYYY-MM-DD`), or until RESUME. */
export interface NudgePause {
  readonly until: string | null;
}

/** Something that a partner keeps for themselves, and when they wrote it: domain time, epoch ms. */
export interface Entry {
  readonly value: Json;
  readonly at: number;
}

/** One partner's own part of the record. Nothing in here may reach the other partner. */
export interface Partner {
  readonly name: string;
  readonly language: Language;
  readonly country: string;
  readonly zone: string;
  /** Whether nobody else reads this phone. */
  readonly privatePhone: boolean;
  /** The newest address first: replies go to the first verified one. */
  readonly addresses: readonly Address[];
  readonly quietHours: QuietHours;
  readonly optedOut: boolean;
  readonly nudgePause: NudgePause | null;
  readonly consent: Consent;
  /** Whether texts on their own may go to this partner's phone number (the second opt-in of SMS). */
  readonly textsAgreed: boolean;
  readonly invites: readonly Invite[];
  readonly pin: Pin | null;
  readonly nudges: readonly Nudge[];
  /** The local date each dialog was last finished on. */
  readonly finished: Readonly<Record<string, string>>;
  readonly alerts: Readonly<Partial<Record<Family, AlertMirror>>>;
  /** The request for a person; none before the first. */
  readonly request?: RequestMirror;
  readonly crises: Readonly<Partial<Record<Family, LastCrisis>>>;
  /** The conversation: the last frame is on top. */
  readonly stack: readonly Frame[];
  /** Frames set aside by PAUSE or a crisis, newest last, their timers standing still. */
  readonly paused: readonly Frame[];
  /** Timers that belong to the conversation and to no dialog. */
  readonly timers: readonly ConversationTimer[];
  /** What was said of waiting for a counselor; none before the first. */
  readonly waiting?: WaitingSaid;
  /** What people lately wrote in this chat; none before the first. */
  readonly recent?: readonly RecentText[];
  /** How this partner may be reached without danger: for counselors alone. None before one wrote it. */
  readonly sheet?: KeptSheet;
  /** The days that this partner counts; none before they begin to, null once they end it. */
  readonly count?: Count | null;
  /** When this partner's detox ended; not known before a counselor wrote it. */
  readonly detox?: DetoxDate;
  /** Check-ins that were left without an answer; none before the first that counts. */
  readonly missed?: Missed;
  /** When pain below a crisis was told last, and when it was asked about directly; none before the first. */
  readonly distress?: {
    readonly at?: number;
    readonly askedAt?: number;
    /** When something was told last of which nothing was understood, and how often in a row. */
    readonly told?: { readonly at: number; readonly count: number };
  };
  /** The talk about the last crisis; none before the first. */
  readonly talk?: Talk;
  /** The wording used last of each text that has several: its place among them. */
  readonly wordings?: Readonly<Record<string, number>>;
  /** Messages that this partner approved for the other, and that wait to be read; none before the first. */
  readonly shares?: readonly Share[];
  /** What this partner wrote in a break for the other; none before the first. */
  readonly heldWords?: HeldWords;
  /** On which local date this partner last approved messages for the other, and how many. */
  readonly shared?: { readonly date: string; readonly count: number };
  /** The second opinion of a language service; none before it is asked about. */
  readonly outside?: Outside;
  /** This partner has died: nothing goes to their address, but for the answer to a crisis that is written from there. */
  readonly frozen?: true;
  /** What this partner keeps for themselves, by `dialog.field`; none before the first. */
  readonly book?: Readonly<Record<string, Entry>>;
  /** A sign of fear or violence was heard: all that is for two is on hold. None before the first. */
  readonly held?: Held;
}

/**
 * A timer of the conductor itself. `lines-without-human`: a crisis word waits for the counselor in the chat;
 * `counselor-silent`: any message does.
 */
export interface ConversationTimer {
  readonly id: string;
  readonly name: 'lines-without-human' | 'counselor-silent' | 'follow-up';
  readonly family: Family;
  readonly due: number;
  readonly tries?: number;
}

/** Who answers a partner, read from the alerts and the request for a person. Pure. */
export function handOffOf({ alerts, request }: Pick<Partner, 'alerts' | 'request'>): HandOff {
  const statuses = Object.values(alerts).map((alert) => alert.status);
  if (statuses.includes('taken-over') || request?.status === 'taken-over') return 'counselor';
  return statuses.includes('claimed') || request?.status === 'claimed' ? 'waiting' : 'bot';
}

/** Whether one of the partner's alerts is not closed. Pure. */
export const hasOpenAlert = (partner: Partner): boolean =>
  Object.values(partner.alerts).some((alert) => alert.status !== 'closed');

/** Whether a partner has agreed to take part, and it has not run out. Pure. */
export const hasConsent = ({ consent }: Partner, at: number): boolean =>
  consent.status === 'given' && at < consent.until;

/** Whether the partner asked for no nudges now. Pure. */
export const areNudgesPaused = ({ nudgePause, zone }: Partner, at: number): boolean =>
  nudgePause !== null && (nudgePause.until === null || localDate(at, zone) < nudgePause.until);
