import type { SendEffect } from '../../domain/effect.ts';
import type { Address } from '../../domain/partner.ts';
import type { Seal } from '../../ports/keys.ts';

/** Which message a provider's later report is about. */
export interface Receipt {
  readonly couple: string;
  readonly side: SendEffect['to'];
  readonly effect: string;
  readonly lane: SendEffect['lane'];
  /** Its content key; null for a counselor's own words. */
  readonly key: string | null;
  /** It had not arrived at another address before. */
  readonly elsewhere?: true;
  /** Where it went. */
  readonly address: Pick<Address, 'channel' | 'id'>;
}

const about = 'receipt';

/** A receipt as a provider keeps it: sealed, so that it says nothing and nobody makes one. Signs that a URL takes as they are. */
export const sealReceipt = (seal: Seal, receipt: Receipt): string =>
  seal.seal(about, JSON.stringify(receipt)).replaceAll('|', '~');

/** What `sealReceipt` sealed; null for anything else. Never throws. */
export function openReceipt(seal: Seal, text: string): Receipt | null {
  try {
    // What opens was sealed here.
    return JSON.parse(seal.open(about, text.replaceAll('~', '|'))) as Receipt;
  } catch {
    return null;
  }
}
