import type { Language } from '../domain/language.ts';
import type { Level } from '../domain/screening.ts';
import type { WayKind } from '../domain/staff/person.ts';

/** Where a notice goes. */
export interface NoticeAddress {
  readonly address: string;
  readonly reference?: string;
}

/** What a notice is about. `answer` says what an act of a person on call came to. */
export type NoticeKind =
  | 'alert'
  | 'request'
  | 'drill'
  | 'drill-missed'
  | 'test'
  | 'code'
  | 'rota-gap'
  | 'way-ended'
  | 'fallback'
  | 'answer';

/** How far a case has come. */
export type NoticeState = 'open' | 'acknowledged' | 'claimed' | 'closed';

/** The case of a notice. `thread` is the same for everything that is said of one occurrence, and of no other. */
export interface NoticeCase {
  readonly thread: string;
  readonly caseCode: string;
  readonly level: Level;
  readonly raisedAt: number;
  readonly state: NoticeState;
}

/** What a tap can do, with its label. `token` is what comes back with the tap: sealed, so that it says nothing and nobody makes one. */
export interface NoticeAct {
  readonly act: 'acknowledge' | 'claim';
  readonly label: string;
  readonly token: string;
}

/**
 * What is told through a contact way, an envelope: case code, level, how long it waits, where to look. Never a name of a partner, a
 * quote, a substance or a number.
 */
export interface NoticeMessage {
  readonly id: string;
  readonly kind: NoticeKind;
  /** null for what belongs to no case. */
  readonly about: NoticeCase | null;
  readonly language: Language;
  /** A first line. */
  readonly subject: string;
  /** What follows the first line, in one paragraph; without the link. */
  readonly text: string;
  /** Where the case is opened, under the clinic's public address, with its label; it opens and never acts. */
  readonly link: { readonly href: string; readonly label: string } | null;
  /** None where nothing can be tapped: a test, a code, a case that somebody has. */
  readonly acts: readonly NoticeAct[];
  /** What a later report of the message brings back, for a channel whose provider tells; letters, digits, `-`, `_`, `~`. */
  readonly receipt?: string;
}

/**
 * What became of a notice. `handle` names the message for a later update, in the channel's own words. `permanent`: this way
 * takes nothing more, and has ended.
 */
export type NoticeOutcome =
  | { readonly ok: true; readonly handle?: string }
  | { readonly ok: false; readonly code: string; readonly permanent?: true; readonly retryAfterMs?: number };

/** Sends notices of one kind. Each call is bounded by its signal, and never rejects. */
export interface NoticeChannel {
  readonly kind: WayKind;
  send(to: NoticeAddress, message: NoticeMessage, signal: AbortSignal): Promise<NoticeOutcome>;
  /** Shows in a sent message what became of the case; left out where sent messages stay as they are. */
  update?(to: NoticeAddress, handle: string, message: NoticeMessage, signal: AbortSignal): Promise<NoticeOutcome>;
}

/** A tap on a notice, as its channel let it in. */
export interface NoticeTap {
  /** It came from another organisation than ours: it does nothing, and is noted. */
  readonly foreign?: true;
  readonly kind: WayKind;
  /** Who tapped, as the channel knows them. */
  readonly address: string;
  /** The same, as the channel's directory knows them, where that is another id. */
  readonly directory?: string;
  readonly token: string;
}

/** What a tap came to: one line, and the notice as it is now, where it is one of ours. */
export interface TapAnswer {
  readonly said: string;
  readonly message?: NoticeMessage;
}
