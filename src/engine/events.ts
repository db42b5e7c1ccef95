import type { Couple } from '../domain/couple.ts';
import type { CoupleAct } from '../domain/couple-act.ts';
import type { AlertUpdate, Effect, RequestUpdate, Written } from '../domain/effect.ts';
import type { Lane } from '../domain/frame.ts';
import type { Language } from '../domain/language.ts';
import type { Invite, Side, Source } from '../domain/partner.ts';
import type { TurnRecord } from '../domain/record.ts';
import type { Screening } from '../domain/screening.ts';

/** What a turn is given. All it may know of the world comes in here: the instant, a fresh id, the screening. */
export type TurnEvent =
  | MessageEvent
  | ArrivedEvent
  | JoiningEvent
  | TimerEvent
  | NudgeEvent
  | AlertUpdateEvent
  | RequestUpdateEvent
  | AddressEndedEvent
  | AddressReceivedEvent
  | HoldEvent
  | TogetherEvent
  | CoupleActEvent
  | ShareEvent
  | LanguageAnswerEvent
  | DeliveryFailedEvent
  | ReachedEvent;

interface EventBase {
  /** Fresh and random; the ids of frames and effects are made from it. */
  readonly id: string;
  /** Domain time, epoch ms. */
  readonly at: number;
  readonly side: Side;
  /** Nobody on call can be reached now: no text says that somebody was told. */
  readonly unreached?: true;
}

/** A partner wrote. */
export interface MessageEvent extends EventBase {
  readonly type: 'message';
  readonly text: string;
  /** A photo or voice note, which nobody here can read. */
  readonly unreadable: boolean;
  /** What a message that was sent before says now: screened, and the answer to no question. */
  readonly edited?: boolean;
  /** It was tapped: which asking of a question the button belongs to. */
  readonly question?: string;
  /** It was tapped on a button that names no question. */
  readonly tapped?: true;
  readonly from: Source;
  /** What its provider took it for and has acted on: after `stop` it takes nothing for this address, until `start`. */
  readonly carrier?: 'stop' | 'start' | 'help';
  readonly screening: Screening;
  /** A reaction to a text that is known: the answer to nothing. */
  readonly echo?: true;
  /** The sender writes too fast: nothing but a crisis, STOP and HELP, and open questions of a crisis, is worked on. */
  readonly tooMany?: TooMany;
}

/** Whether it is said that these are too many. Either way the message is kept. */
export type TooMany = 'say' | 'silent';

/** An app was installed, a chat was opened; or the app was taken away. Nothing was written. */
export interface ArrivedEvent extends EventBase {
  readonly type: 'arrived' | 'left';
  readonly from: Source;
}

/** Somebody sent an open invite's code: from now on the address is this partner's. */
export interface JoiningEvent extends EventBase {
  readonly type: 'joining';
  readonly from: Source;
  readonly invite: Invite;
}

/** A frame's or the conversation's timer is due. */
export interface TimerEvent extends EventBase {
  readonly type: 'timer';
  readonly frame: string | null;
  readonly timer: string;
}

/** A planned nudge is due. */
export interface NudgeEvent extends EventBase {
  readonly type: 'nudge';
  readonly nudge: string;
}

/** The alert has something for the couple. */
export interface AlertUpdateEvent extends EventBase {
  readonly type: 'alert-update';
  readonly update: AlertUpdate;
}

/** The request for a person has something for the couple. */
export interface RequestUpdateEvent extends EventBase {
  readonly type: 'request-update';
  readonly update: RequestUpdate;
}

/** A language service was asked about a message. What it could not say is null. */
export interface LanguageAnswerEvent extends EventBase {
  readonly type: 'language-answer';
  readonly written: Written;
  /** 0 to 1. */
  readonly negative: number | null;
  readonly language: Language | null;
  /** Each call to it, without a word of what was asked: what for, how long (ms), and how it ended. */
  readonly calls: readonly { readonly what: string; readonly ms: number; readonly outcome: string }[];
}

/** What a counselor asked for has waited long enough. */
export interface HoldEvent extends EventBase {
  readonly type: 'hold';
  readonly hold: string;
}

/** An instant of what both take part in: the plan's next slot, the end of a gate, the next step of a break. */
export interface TogetherEvent extends EventBase {
  readonly type: 'together';
  readonly what: TogetherDue;
}

/** What of both is due. */
export type TogetherDue = 'slot' | 'assigned' | 'gate' | 'time-out' | 'end';

/** A counselor acts on what is for two. */
export interface CoupleActEvent extends EventBase {
  readonly type: 'couple-act';
  readonly act: CoupleAct;
}

/** A message that this partner approved is to be offered to the other. */
export interface ShareEvent extends EventBase {
  readonly type: 'share';
  readonly share: string;
}

/** An address that was another person's becomes this partner's. */
export interface AddressReceivedEvent extends EventBase {
  readonly type: 'address-received';
  readonly from: Source;
}

/** A provider says that an address takes nothing more. `optedOut`: because the partner told it STOP. */
export interface AddressEndedEvent extends EventBase {
  readonly type: 'address-ended';
  readonly from: Source;
  readonly code: string;
  readonly optedOut?: true;
}

/** A message that the couple wants to hear of has gone out: an invitation that is missed where it meets silence. */
export interface ReachedEvent extends EventBase {
  readonly type: 'reached';
}

/**
 * A message was given up, or did not arrive after all. `key` is its content key; null for a counselor's own words, or where it
 * is not known. `from`: it went there, and the same text may be tried at another address.
 */
export interface DeliveryFailedEvent extends EventBase {
  readonly from?: Pick<Source, 'channel' | 'id'>;
  readonly type: 'delivery-failed';
  readonly lane: Lane;
  readonly code: string;
  readonly key: string | null;
}

/** What a turn decided: the couple's next state, what goes out, what is remembered. */
export interface TurnResult {
  readonly couple: Couple;
  readonly effects: readonly Effect[];
  readonly records: readonly TurnRecord[];
}
