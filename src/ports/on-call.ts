import type { Ended } from '../domain/partner.ts';
import type { PersonWay, Roster } from '../domain/staff/roster.ts';

/** Who can be called, for those who call. */
export interface OnCall {
  /** As it stands; what this process last knew where it cannot be read now; null where it never knew. Never rejects. */
  roster(): Promise<Roster | null>;
  /** The same without waiting: what this process last knew. */
  lastKnown(): Roster | null;
}

/** Who is called while the roster names nobody: in a rehearsal. */
export interface StandIn {
  roster(): Roster | null;
  endWay(to: PersonWay, ended: Ended): void;
}
