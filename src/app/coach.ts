import type { Alert } from '../domain/alert.ts';
import type { CounselorAct } from '../domain/counselor-act.ts';
import type { CounselorRequest } from '../domain/request.ts';
import type { Inbound } from '../ports/channel.ts';

/**
 * Whether an inbound was committed, had been before, or waits in the spool: answered 2xx. `too-many`: somebody unknown
 * wrote too fast, was screened, and is not kept; 429 where the channel takes that, else 2xx.
 */
export type Receipt = 'committed' | 'duplicate' | 'spooled' | 'too-many';

/** What the service offers to its shells: servers, the try page, the terminal, scripts. */
export interface Coach {
  /** @throws CoachError `STORE_UNAVAILABLE` when neither store nor spool could keep it: answer 5xx. */
  receive(inbound: Inbound): Promise<Receipt>;
  /**
   * The alert, or the request for a person, after the act. Both have ids of one kind: no two are the same.
   * @throws CoachError `NOT_FOUND`, `ACT_NOT_HERE`, and what `RefusedAct` names: `ALERT_HELD` with `details.holder`, `ALERT_CHANGED`, …
   */
  act(id: string, act: CounselorAct): Promise<Alert | CounselorRequest>;
  alerts(): Promise<readonly Alert[]>;
  requests(): Promise<readonly CounselorRequest[]>;
  /** Runs timers and nudges due by the clock's now, in the order of their instants, and sends what they made. */
  runDue(): Promise<void>;
  /** The next instant at which something is due, domain time; null when nothing is. */
  nextDue(): Promise<number | null>;
  /** Resolves when the outbox holds nothing that may go out now. */
  drained(): Promise<void>;
}
