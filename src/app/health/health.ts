import type { ErrorCode } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';

/** Something that is wrong with the running service, for its operator. Holds ids and codes only. */
export interface HealthProblem {
  readonly code: ErrorCode;
  /** The aggregate, file or channel it is about; null for the whole service. */
  readonly about: string | null;
  /** Whether the service cannot keep what it is told: `/readyz` then answers 503. */
  readonly blocks: boolean;
}

/** What is wrong just now. `/readyz`, the doctor and the log tell the same. In memory. */
export interface Health {
  /** Remembers a problem, and logs it when it is new. */
  report(problem: HealthProblem): void;
  /** Forgets a problem that has passed. */
  clear(code: ErrorCode, about?: string | null): void;
  /** Every problem, the oldest first. */
  problems(): readonly HealthProblem[];
}

/** A service with which nothing is wrong yet. */
export function createHealth(log: Log): Health {
  const known = new Map<string, HealthProblem>();
  const keyOf = (code: ErrorCode, about: string | null): string => `${code}|${about ?? ''}`;
  return {
    report(problem) {
      const key = keyOf(problem.code, problem.about);
      if (!known.has(key))
        log.warn('health.problem', { code: problem.code, about: problem.about, blocks: problem.blocks });
      known.set(key, problem);
    },
    clear: (code, about = null) => void known.delete(keyOf(code, about)),
    problems: () => [...known.values()],
  };
}
