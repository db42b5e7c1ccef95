import type { ChainHead } from './audit.ts';
import type { Call, OnCall, SentNotice } from './call.ts';
import type { FalseAlarmReason, TaskOutcome } from './counselor-act.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { AlertStatus, Side } from './partner.ts';
import type { About, Category, Family, Level } from './screening.ts';

export type { OnCall };

/** The stored alert of one partner and family, for good; each time it is open is an occurrence. */
export interface Alert {
  readonly id: string;
  readonly couple: string;
  readonly side: Side;
  readonly family: Family;
  readonly caseCode: string;
  readonly version: number;
  readonly occurrence: number;
  readonly status: AlertStatus;
  /** The highest level of this occurrence. */
  readonly level: Level;
  readonly raisedAt: number;
  /** Who looked first in this occurrence, and when; none before somebody did. It is for people on call alone. */
  readonly acknowledgement?: { readonly at: number; readonly by: string };
  /** Four digits by which somebody on call names this occurrence in a text; none in alerts from before there were codes. */
  readonly code?: string;
  /** Where this occurrence was told, the newest last, bounded: an answer from there is about it. */
  readonly noticed?: readonly Noticed[];
  /** A page of this occurrence names violence: nothing is said unasked, but that nobody has come where a danger to life leads. */
  readonly violence?: true;
  /** When somebody first claimed this occurrence. */
  readonly acknowledgedAt: number | null;
  readonly holder: string | null;
  /** The holder was named by somebody else and has not claimed it so far: the steps go on, and whoever is called may take it. */
  readonly unconfirmed?: true;
  /** How many steps of this occurrence were called by hand while somebody held it. */
  readonly escalated?: number;
  /** The ids of the screening rules that were heard in this occurrence, bounded. */
  readonly rules?: readonly string[];
  /** The newest pages of this occurrence, oldest first, bounded. */
  readonly pages: readonly AlertPage[];
  /** What waits for a human's hand, and the newest that was done; oldest first. None in alerts from before there were tasks. */
  readonly tasks?: readonly Task[];
  /** What waits for an instant. */
  readonly timers?: readonly AlertTimer[];
  /** Whom it calls since somebody last held it or looked: for each person the newest call. */
  readonly calls?: readonly Call[];
  /** The notices of this occurrence that can still be changed, the newest last, bounded. */
  readonly sent?: readonly SentNotice[];
  /** The notices of this occurrence that a way did not take, and none since. */
  readonly deadLetters?: readonly DeadLetter[];
  /** How the newest occurrence ended; none while it is open, and in alerts that were closed before endings were kept. */
  readonly ending?: Ending;
  /** Closed emergencies that no supervisor has signed, oldest first, over occurrences too. */
  readonly unsigned?: readonly Unsigned[];
  /** The head of the audit chain; none before its first entry. */
  readonly audit?: ChainHead;
}

/** Who has a case: nobody so long as its holder was only named by somebody else. Pure. */
export const claimedBy = ({ holder, unconfirmed }: Pick<Alert, 'holder'> & { readonly unconfirmed?: boolean }) =>
  unconfirmed ? null : holder;

/** A contact way of a person that has taken a notice. */
export interface Noticed {
  readonly person: string;
  readonly way: string;
  readonly at: number;
}
/** An alert's id as people read and write it: an option of a command line begins with a dash, an id does not. Pure. */
export const shownId = (id: string): string => id.replace(/^-+/, '');

/** How a case was closed, by whom and when. It is the counselors' own: no partner is told. */
export interface Ending {
  readonly at: number;
  readonly by: string;
  readonly outcome: string;
  readonly note?: string;
  /** The local date, on the clinic's wall, on which somebody asks how it goes; null for none. */
  readonly followUp?: string | null;
  /** Set where it was a false alarm. */
  readonly falseAlarm?: FalseAlarmReason;
  /** The supervisor's signature. */
  readonly signed?: { readonly at: number; readonly by: string };
}

/** A closed emergency that waits for a supervisor's signature: which occurrence, when and by whom it was closed. */
export interface Unsigned {
  readonly occurrence: number;
  readonly at: number;
  readonly by: string;
}

/**
 * `due` is domain time, epoch ms; `tries` counts the events of it that threw. `nth` counts what an id does again and again,
 * from 0.
 */
export interface AlertTimer {
  readonly id: string;
  readonly due: number;
  readonly tries?: number;
  readonly nth?: number;
}

/** Something that only a human can do. It stays open, over occurrences too, until a counselor says that it is done. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  /** Why: of `providerCode`'s shape. */
  readonly code: string;
  readonly at: number;
  /** Set when it was done, by whom, and how it ended (not in those from before that was kept). */
  readonly done?: { readonly at: number; readonly by: string; readonly outcome?: TaskOutcome };
}

/**
 * `undeliverable`: the partner can be written to nowhere. `stopped`: the partner sent STOP, and is reached by the safe-contact
 * sheet alone. `stopped-violence`: the same in a violence case: no call and no text, counselor and advocate decide. `follow-up`: the
 * day has come on which somebody asks how it goes.
 */
export const taskKinds = ['undeliverable', 'stopped', 'stopped-violence', 'follow-up'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** The tasks of an alert that nobody has done. Pure. */
export const openTasks = ({ tasks = [] }: Alert): readonly Task[] => tasks.filter(({ done }) => done === undefined);

/**
 * Why a page was made: a message, an answer to a screener, silence after a question, STOP with an alert open, words that
 * could be brought to no address, or a message that the counselor in the chat has not answered.
 */
export type PageReason = 'message' | 'answer' | 'silence' | 'opted-out' | 'undeliverable' | 'unanswered' | 'missed';

export interface AlertPage {
  readonly at: number;
  readonly level: Level;
  readonly category: Category;
  readonly also: readonly Category[];
  readonly about: About;
  readonly reason: PageReason;
  /** The ids of the rules that heard something in the message, bounded. */
  readonly rules?: readonly string[];
}
