import type { Roster } from '../domain/staff/roster.ts';

/** Who can be called, for the app. */
export interface OnCallSource {
  /** As it stands; what this process last knew where it cannot be read now; null where it never knew. Never rejects. */
  roster(): Promise<Roster | null>;
  /** The same without waiting: what this process last knew. */
  lastKnown(): Roster | null;
}
