import type { AggregateKind } from './store.ts';

/** The newest state of an aggregate: its version, and what authenticates its row. */
export interface Head {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly version: number;
  readonly mac: string;
}

/** A head as it is kept. */
export interface KeptHead extends Head {
  /** Whether it still is what was written. */
  readonly genuine: boolean;
  /** Whether a commit came that was older than this head: the row had been put back to an older one. */
  readonly wentBack: boolean;
}

/** The version of an entry that was made with the keys: its aggregate's first commit was not noted yet. */
export const begun = 0;

/** The version of an entry of an aggregate that is older than the register: its row may lack a `mac`. */
export const older = -1;

/**
 * The register of heads, beside the keys. An entry is made in the write that makes an aggregate's keys, so before its first
 * commit; the newest head follows within seconds of each commit. After a kill it may be older than the newest commit, never newer.
 */
export interface HeadRegister {
  /** Notes what was committed. It is written soon, with others; nobody waits for it. Never throws. */
  note(head: Head): void;
  /** Writes what was noted. Rejects with `STORE_UNAVAILABLE`; what was noted is then kept for the next time. */
  flush(): Promise<void>;
  /** The head of an aggregate, after what was noted; null when it has no entry. */
  read(kind: AggregateKind, id: string): Promise<KeptHead | null>;
  /** Entries of a kind in the order of their ids, after an id. */
  list(kind: AggregateKind, page: { readonly after: string; readonly limit: number }): Promise<readonly KeptHead[]>;
  /** Takes an aggregate's row as it is: from now on this is its head, whatever was kept. For a restore on purpose. */
  accept(head: Head): Promise<void>;
  /** Forgets an aggregate that is gone. For a restore on purpose. */
  forget(kind: AggregateKind, id: string): Promise<void>;
}
