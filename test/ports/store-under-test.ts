import type { Store } from '../../src/ports/store.ts';

/** A store under test. `reopen` gives the same data after a restart of the engine, where it outlives one. */
export interface StoreUnderTest {
  readonly store: Store;
  readonly reopen?: () => Promise<Store>;
  /** Another process on the same data, where an engine serves several. */
  readonly second?: () => Promise<Store>;
  /** How long a hundred commits may take, ms: 2 s where it is left out. */
  readonly patienceMs?: number;
  readonly close: () => Promise<void>;
}

/** Opens an empty store whose clock is `real`. */
export type OpenStore = (real: () => number) => Promise<StoreUnderTest>;
