import type { Level } from './screening.ts';

/** How the talk about a crisis stands. */
export interface Talk {
  /** When the crisis was last answered anew, domain time. */
  readonly at: number;
  /** How many questions the coach has asked by itself. */
  readonly asked: number;
  /** How many messages in a row have answered nothing. */
  readonly idle: number;
  /** How many texts in a row have named no line to call. */
  readonly without?: number;
  /** What is known of the danger, told or answered: `yes`, `no` or `unsure` by name. */
  readonly known: Readonly<Record<string, string>>;
}

/** When it was last said that nobody has come, domain time, and how often per level. */
export interface WaitingSaid {
  readonly at: number;
  readonly said: Readonly<Partial<Record<Level, number>>>;
}
