/** Paths of files to be: a copy of the store, and one of its wrapped keys. */
export interface Copies {
  readonly store: string;
  readonly keys: string | null;
}

/**
 * Writes consistent copies of one moment while the store is in use; it answers nothing else meanwhile. The files must not
 * exist, or be empty. Rejects with `STORE_UNAVAILABLE` when they cannot be written.
 */
export type CopyTo = (copies: Copies) => Promise<void>;
