import type { Address, Side } from './partner.ts';

/**
 * Something that a counselor asked for and that cannot be undone: it waits in the couple, so that it can be taken back. One
 * kind each, with a plain text that says how the counselor knew who asked.
 */
export interface Hold {
  readonly id: string;
  readonly kind: 'address-move';
  /** When it was asked for, and when it is done: domain time, epoch ms. */
  readonly at: number;
  readonly due: number;
  /** The counselor who asked, and how they checked who the person is. */
  readonly by: string;
  readonly checked: string;
  /** The address, and whose it is now. */
  readonly side: Side;
  readonly address: Pick<Address, 'channel' | 'id'>;
  /** Whose it will be. */
  readonly to: { readonly couple: string; readonly side: Side };
}

/** How long a hold waits, ms (safety.md, "Privacy and law": 72 h). */
export const holdMs = 72 * 3_600_000;
