/** What is known of the check-ins that a partner leaves without an answer, in the days in which that counts. */
export interface Missed {
  /** The invitation that waits for an answer: its frame, and whether it has reached the phone. */
  readonly open: { readonly frame: string; readonly reached: boolean } | null;
  /** When the one before was missed, domain time; null where none counts. */
  readonly last: number | null;
  /** When a human was called for it last, domain time: what that opened says nothing to the partner. */
  readonly pagedAt?: number;
}
