/**
 * Counts, durations and levels for the operator. Labels are words out of small fixed sets: channels, lanes, levels,
 * outcomes, codes. Never an id, a name, a number, an address, a text, nor what a person's crisis is about.
 */
export interface Meter {
  /** One more. `labels` in the order of `counters`. */
  count(name: CounterName, ...labels: readonly string[]): void;
  /** It took this many seconds. `labels` in the order of `durations`. */
  took(name: DurationName, seconds: number, ...labels: readonly string[]): void;
  /** A level, asked for at each reading. */
  level(
    name: LevelName,
    read: () => Promise<Readonly<Record<string, number>>> | Readonly<Record<string, number>>,
  ): void;
}

/** What is counted, and the labels of each. */
export const counters = {
  inbound: ['channel', 'receipt'],
  screened: ['level'],
  sends: ['channel', 'lane', 'outcome'],
  retries: ['lane', 'code'],
  held: ['lane', 'code'],
  given_up: ['lane', 'code'],
  too_many: ['sender', 'answer'],
  commits: ['status'],
  faults: ['event'],
} as const satisfies Record<string, readonly string[]>;
export type CounterName = keyof typeof counters;

/** What is timed, in seconds. `delivery`: from the commit that made an effect until it was carried out. */
export const durations = {
  receive: ['channel'],
  screening: [],
  turn: ['event'],
  commit: ['kind'],
  delivery: ['lane', 'type'],
  due_lag: [],
} as const satisfies Record<string, readonly string[]>;
export type DurationName = keyof typeof durations;

/** What is read when somebody asks. */
export const levelsRead = {
  outbox_oldest_seconds: 'lane',
  outbox_overdue_seconds: null,
  spool_entries: null,
} as const satisfies Record<string, string | null>;
export type LevelName = keyof typeof levelsRead;

/** Counts nothing. */
export const noMeter: Meter = { count: () => {}, took: () => {}, level: () => {} };
