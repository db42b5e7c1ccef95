import type { Inbound } from './channel.ts';

/** An inbound that could not be committed, as kept until it can. */
export interface Spooled {
  /** Names the entry in a fallback notice. Sorts by arrival. */
  readonly name: string;
  /** Our clock at receipt, domain time, epoch ms. */
  readonly at: number;
  readonly inbound: Inbound;
}

/** The last resort before a 5xx: sealed, appended and synced before it returns. */
export interface Spool {
  append(entry: Omit<Spooled, 'name'>): Promise<string>;
  /** All entries, in order of arrival. A half-written last entry is left out: it was never acknowledged. */
  entries(): Promise<readonly Spooled[]>;
  remove(name: string): Promise<void>;
}
