import type { ErrorCode, ErrorDetails } from '../../domain/errors.ts';
import type { Operations } from './operations.ts';

/** What the thread is started with. */
export interface WorkerInput {
  readonly dataDir: string;
  readonly now: number;
  /** Whether a file whose tables are not as they were left is refused, before anything is made in it. */
  readonly strict: boolean;
  /** Whether a thread before this one had the files, and whoever holds a lease is still there. */
  readonly resumed?: boolean;
  /** The thread mends this file instead of answering: what can be read of it goes to a new one beside it. */
  readonly mend?: 'coach.db' | 'keys.db';
}

/** A call. */
export type Request = { readonly id: number; readonly operation: keyof Operations; readonly args: readonly unknown[] };

export type Reply = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly fault: Fault };

/** A CoachError on its way between threads. */
export interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** What is sent to the thread: calls, in order. Null ends it, and with it the connections and their locks. */
export type Calls = readonly Request[] | null;

/** The reply to the start itself. */
export const startId = 0;
