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
  /** `crisis` may use the room that is kept back for it on a full disk. */
  append(entry: Omit<Spooled, 'name'>, crisis?: boolean): Promise<string>;
  /** Writes something small, and makes the room for crises again where it was used. Rejects when it cannot. */
  check(): Promise<void>;
  /** All entries, in order of arrival. A half-written last entry is left out: it was never acknowledged. */
  entries(): Promise<readonly Spooled[]>;
  remove(name: string): Promise<void>;
}
