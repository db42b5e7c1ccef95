/** Two times: `now` is the couple's (rehearsals move it), `real` is the machine's. Both epoch milliseconds. */
export interface Clock {
  now(): number;
  real(): number;
}
