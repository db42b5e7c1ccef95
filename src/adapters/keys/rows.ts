import type { Head } from '../../ports/heads.ts';
import type { AggregateKind, Part } from '../../ports/store.ts';

/** A wrapped data key, as it is at rest. */
export interface WrappedKey {
  readonly part: Part;
  readonly box: string;
}

/** A wrapped data key and whose it is. */
export interface KeyRow extends WrappedKey {
  readonly kind: AggregateKind;
  readonly id: string;
}

/** A head as it is at rest; `seal` is null for an entry without a head. */
export interface HeadRow extends Head {
  readonly seal: string | null;
  readonly wentBack: boolean;
}
