import type { OnCall, TaskKind } from '../../domain/alert.ts';
import type { UnsignedCoupleAct } from '../../domain/couple-act.ts';
import type { Lane } from '../../domain/frame.ts';
import type { Category, Level } from '../../domain/screening.ts';
import type { WayKind } from '../../domain/staff/person.ts';
import type { Delivery, Header, NoticeDelivery, OnCallRoster, Opinion, ScriptedAct } from './script.ts';

/**
 * The real app as a script drives it: embedded store, fake channels, movable clock. Every act resolves when all that it
 * caused has been sent. Partners go by the script's names.
 */
export interface ScriptWorld {
  /**
   * Opens the service and enrols the couple as the header says. `at` is one minute before the script's first `at:`, so
   * that what is planned for that very minute is still to come. What this sends or raises is no part of the script.
   */
  setUp(header: Header, at: number): Promise<void>;
  /** Moves domain time in steps of due work, draining between them. Never called with an earlier instant. */
  advanceTo(instant: number): Promise<void>;
  /** The partner writes on the channel of the header. */
  say(name: string, text: string): Promise<void>;
  /**
   * The counselor acts on the alert, or request, that changed last and is not closed, a supervisor signs the one that waits
   * for it. A refusal rejects with its CoachError.
   */
  counselor(act: ScriptedAct, on: 'alert' | 'request'): Promise<void>;
  /** The counselor acts on what is for two. */
  actOnCouple(act: UnsignedCoupleAct): Promise<void>;
  /** The counselor writes to the partner, through the partner's alert that is not closed; without one, through the request. */
  counselorSay(name: string, words: string): Promise<void>;
  /**
   * The provider reports the newest message to the partner as not delivered (`fails`), or the header's channel of the partner
   * fails from now on, or works again: what waited is then sent before this resolves.
   */
  deliver(name: string, what: Delivery): Promise<void>;
  /** What the language service answers next. Rejects where the header has none. */
  hearNext(opinion: Opinion): Promise<void>;
  /** These people can be called from now on, and their notices are messages; without it one counselor is, who is always reached. */
  callOn(roster: OnCallRoster): Promise<void>;
  /**
   * Somebody on call writes by a way, where `<code>` stands for the one in the newest notice there; or taps `acknowledge` or `claim` on the
   * newest notice there.
   */
  onCallSays(name: string, way: WayKind, text: string): Promise<void>;
  /** What becomes of notices by a way from now on. */
  deliverNotices(name: string, way: WayKind, what: NoticeDelivery): Promise<void>;
  /** Stops the service and starts it again from its store. Messages and alerts stay readable. */
  restart(): Promise<void>;
  /** All messages sent so far, in order; only ever grows. */
  messages(): readonly Sent[];
  /** Every alert as it stands, closed ones too. */
  alerts(): Promise<readonly AlertSeen[]>;
  /** Every request for a person as it stands, closed ones too. */
  requests(): Promise<readonly RequestSeen[]>;
  /** Which steps of people on call were called since this was last asked, in order. */
  calls(): Promise<readonly OnCall[]>;
  /** The facts kept of a partner, oldest first. */
  facts(name: string): Promise<readonly FactSeen[]>;
  close(): Promise<void>;
}

/** A message as a partner saw it. */
export interface Sent {
  readonly to: string;
  /** Domain time, epoch ms. */
  readonly at: number;
  readonly lane: Lane;
  /** The content key; null for a counselor's own words. */
  readonly key: string | null;
  /** The older keys that it stands for as well. */
  readonly older?: readonly string[];
  /** What the partner reads: numbered options (SMS) and the counselor's name included. */
  readonly text: string;
  /** A notice to somebody on call, whom `to` names with their way: `dana by sms`. */
  readonly notice?: true;
  /** The labels in order; also where the text carries them with numbers, if the channel tells. */
  readonly buttons: readonly string[];
}

/** An alert of a partner. A new `id` was created; more `occurrence` was reopened; more `level` within one was raised. */
export interface AlertSeen {
  readonly id: string;
  readonly name: string;
  /** The highest level of this occurrence. */
  readonly level: Level;
  /** The category of the page that made that level. */
  readonly category: Category;
  readonly occurrence: number;
  /** Domain time of the page that made that level. */
  readonly at: number;
  /** The tasks that nobody has done yet. */
  readonly tasks: readonly TaskKind[];
}

/** A partner's request for a person. More `occurrence` was made again. */
export interface RequestSeen {
  readonly id: string;
  readonly name: string;
  readonly occurrence: number;
  /** Domain time at which it was made. */
  readonly at: number;
  /** Whom its newest notice called; none went out where it is left out. */
  readonly called?: OnCall;
}

export interface FactSeen {
  readonly name: string;
  /** As a reader writes it: several values are joined with `, `. */
  readonly value: string;
  readonly at: number;
}
