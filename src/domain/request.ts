import type { AlertTimer, Ending } from './alert.ts';
import type { ChainHead } from './audit.ts';
import type { SentNotice } from './call.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { AlertStatus, Side } from './partner.ts';

/** What a partner asks a counselor for: to be written to, or to see what is stored about them. */
export type RequestReason = 'counselor' | 'mydata';

/**
 * The stored request of one partner for a person, for good; each time it is open is an occurrence. It is no alert: it has the
 * alert's hand-off and none of its clocks of a crisis.
 */
export interface CounselorRequest {
  readonly id: string;
  readonly couple: string;
  readonly side: Side;
  readonly caseCode: string;
  readonly version: number;
  readonly occurrence: number;
  readonly status: AlertStatus;
  /** When the partner first asked in this occurrence, and when they last did; domain time, epoch ms. */
  readonly raisedAt: number;
  readonly askedAt: number;
  /** What was asked for in this occurrence, each once. */
  readonly reasons: readonly RequestReason[];
  /** Who looked first in this occurrence, and when; none before somebody did. */
  readonly acknowledgement?: { readonly at: number; readonly by: string };
  /** Four digits by which somebody on call names this occurrence in a text; none in requests from before they had one. */
  readonly code?: string;
  /** The notices of this occurrence that can still be changed, and those that a way did not take. */
  readonly sent?: readonly SentNotice[];
  readonly deadLetters?: readonly DeadLetter[];
  /** When somebody first claimed this occurrence. */
  readonly acknowledgedAt: number | null;
  readonly holder: string | null;
  /** What waits for an instant. */
  readonly timers?: readonly AlertTimer[];
  /** How the newest occurrence ended; none while it is open. */
  readonly ending?: Ending;
  /** The head of the audit chain; none before its first entry. */
  readonly audit?: ChainHead;
}

/** The outcome of a request that its partner has taken back. */
export const takenBack = 'taken-back';
