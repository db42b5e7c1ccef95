import type { ChainHead } from './audit.ts';
import type { Call, OnCall, SentNotice } from './call.ts';
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
  /** A page of this occurrence names violence: nothing is said unasked. */
  readonly violence?: true;
  /** When somebody first claimed this occurrence. */
  readonly acknowledgedAt: number | null;
  readonly holder: string | null;
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
  /** How the newest occurrence ended; none while it is open, and in alerts that were closed before endings were kept. */
  readonly ending?: Ending;
  /** The head of the audit chain; none before its first entry. */
  readonly audit?: ChainHead;
}

/** A contact way of a person that has taken a notice. */
export interface Noticed {
  readonly person: string;
  readonly way: string;
  readonly at: number;
}

/** How a case was closed, by whom and when. It is the counselors' own: no partner is told. */
export interface Ending {
  readonly at: number;
  readonly by: string;
  readonly outcome: string;
  readonly note?: string;
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
  /** `undeliverable`: the partner can be written to nowhere. */
  readonly kind: 'undeliverable';
  /** Why: of `providerCode`'s shape. */
  readonly code: string;
  readonly at: number;
  /** Set when it was done, and by whom. */
  readonly done?: { readonly at: number; readonly by: string };
}

/** The tasks of an alert that nobody has done. Pure. */
export const openTasks = ({ tasks = [] }: Alert): readonly Task[] => tasks.filter(({ done }) => done === undefined);

/**
 * Why a page was made: a message, an answer to a screener, silence after a question, STOP with an alert open, or words that
 * could be brought to no address.
 */
export type PageReason = 'message' | 'answer' | 'silence' | 'opted-out' | 'undeliverable';

export interface AlertPage {
  readonly at: number;
  readonly level: Level;
  readonly category: Category;
  readonly also: readonly Category[];
  readonly about: About;
  readonly reason: PageReason;
}
