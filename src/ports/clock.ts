/** Two times: `now` is the couple's (rehearsals move it), `real` is the machine's. Both epoch milliseconds. */
export interface Clock {
  now(): number;
  real(): number;
}

/** A clock that rehearsals move. Only domain time moves. */
export interface MovableClock extends Clock {
  /** Sets `now`; never backwards. Resolves when a restart would start from there. */
  moveTo(instant: number): Promise<void>;
}
