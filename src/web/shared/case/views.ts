import type { Ending, PageReason, TaskKind, Unsigned } from '../../../domain/alert.ts';
import type { TaskOutcome } from '../../../domain/counselor-act.ts';
import type { AlertStatus, Side } from '../../../domain/partner.ts';
import type { RequestReason } from '../../../domain/request.ts';
import type { Category, Family, Level } from '../../../domain/screening.ts';
import type { Instant } from '../time.ts';

/** An alert as the counselor's panel shows it. */
export interface AlertView {
  readonly id: string;
  readonly version: number;
  readonly caseCode: string;
  readonly side: Side;
  readonly partner: string;
  readonly family: Family;
  readonly level: Level;
  readonly status: AlertStatus;
  readonly holder: string | null;
  readonly raisedAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly occurrence: number;
  readonly pages: readonly PageView[];
  readonly tasks?: readonly TaskView[];
  /** How it ended; none while it is open, and in cases from before this was kept. */
  readonly ending?: Ending;
  /** The holder was named by somebody else and has not claimed it. */
  readonly unconfirmed?: true;
  readonly acknowledgement?: { readonly at: Instant; readonly by: string };
  /** A case that names violence. */
  readonly violence?: true;
  /** Closed emergencies that wait for a supervisor. */
  readonly unsigned?: readonly Unsigned[];
}

/** What counselors act on: an alert, or a request. */
export type CaseView = Pick<AlertView, 'id' | 'version' | 'caseCode' | 'partner' | 'status' | 'holder' | 'unconfirmed'>;

/** A request for a person as the counselor's panel shows it. */
export interface RequestView extends CaseView {
  readonly reasons: readonly RequestReason[];
  readonly raisedAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly occurrence: number;
  readonly ending?: Ending;
}

/** Something that only a human can do, and who did it. */
export interface TaskView {
  readonly id: string;
  readonly kind: TaskKind;
  readonly code: string;
  readonly at: Instant;
  readonly done?: { readonly at: Instant; readonly by: string; readonly outcome?: TaskOutcome };
}

/** One reason why a human is needed. */
export interface PageView {
  readonly at: Instant;
  readonly level: Level;
  readonly category: Category;
  readonly reason: PageReason;
}
