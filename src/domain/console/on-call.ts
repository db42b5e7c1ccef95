import type { Gap } from '../staff/gaps.ts';
import type { LackCode } from '../staff/readiness.ts';
import type { Drill, DrillWeek } from '../staff/roster.ts';
import type { Duty, Override, Shift } from '../staff/rota.ts';

/** A stretch in which the same people have the same duties, by id. */
export type DutyPiece = { readonly from: number; readonly until: number } & Readonly<Record<Duty, string | null>>;

/** `GET /console/api/on-call?from=&days=`: a stretch of the rota. `gaps` are shown in red: nobody hears first. */
export interface OnCallWeek {
  readonly zone: string;
  readonly from: number;
  readonly until: number;
  readonly now: number;
  readonly pieces: readonly DutyPiece[];
  readonly gaps: readonly Gap[];
  readonly overrides: readonly Override[];
  readonly shifts: readonly Shift[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly drill: Drill | null;
  readonly drillWeek: DrillWeek;
  readonly liveAt: number | null;
  /** What is to be done before going live, or what keeps new couples out. */
  readonly lacks: readonly LackCode[];
  /** Whether this reader may change it. */
  readonly mayChange: boolean;
}
