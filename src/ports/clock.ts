/**
 * Two times, both epoch milliseconds. `now` is the couple's: rehearsals move it, and it never goes back for more than a moment.
 * `real` only runs on, whatever the machine's clock is set to.
 */
export interface Clock {
  now(): number;
  real(): number;
}

/** A clock that rehearsals move. Only domain time moves. */
export interface MovableClock extends Clock {
  /** Sets `now`; never backwards. Resolves when a restart would start from there. */
  moveTo(instant: number): Promise<void>;
  /** Sets `now` back to where it was before anybody moved it: only for a rehearsal that starts anew with all that it timed. */
  startOver(): Promise<void>;
}
