import type { ErrorDetails } from '../domain/errors.ts';

/** What the operator is told: an event's name, codes, counts, ids. Never a partner's words, number or name. */
export interface Log {
  info(event: string, details?: ErrorDetails): void;
  warn(event: string, details?: ErrorDetails): void;
  /** `error` is logged by its class and code only: a message may quote what it choked on. */
  error(event: string, error: unknown, details?: ErrorDetails): void;
}
