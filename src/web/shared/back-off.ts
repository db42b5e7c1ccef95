/** How often to ask while all is well, and at most how seldom. Milliseconds. */
export interface Pace {
  readonly every: number;
  readonly hidden: number;
  readonly most: number;
}

/** How long to wait before asking again: doubling with each failure in a row, slower in a hidden tab. Pure. */
export function nextDelay(pace: Pace, failures: number, hidden: boolean): number {
  const base = hidden ? pace.hidden : pace.every;
  return Math.min(base * 2 ** Math.min(failures, 10), Math.max(pace.most, base));
}
