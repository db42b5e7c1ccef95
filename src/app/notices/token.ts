import type { Seal } from '../../ports/keys.ts';

const about = 'notice';

/** What a button of a notice asks for, and of whom. */
export interface TapToken {
  readonly of: 'alert' | 'request' | 'drill';
  readonly id: string;
  readonly occurrence: number;
  readonly act: 'acknowledge' | 'claim';
  /** The version of the alert that the notice showed. */
  readonly seen: number;
  readonly person: string;
  /** Domain time after which it does nothing. */
  readonly until: number;
}

/** Which notice a provider's later report is about. */
export interface NoticeReceipt {
  readonly alert: string | null;
  readonly occurrence: number;
  readonly person: string;
  readonly way: string;
}

/** Signs that a URL takes as they are. */
const shown = (box: string): string => box.replaceAll('|', '~');
const kept = (text: string): string => text.replaceAll('~', '|');

/** A token as a button carries it: sealed, so that it says nothing and nobody makes one. */
export const sealTap = (seal: Seal, tap: TapToken): string => shown(seal.seal(`${about}|tap`, JSON.stringify(tap)));

/** What `sealTap` sealed; null for anything else. Never throws. */
export const openTap = (seal: Seal, text: string): TapToken | null => opened<TapToken>(seal, 'tap', text);

/** A receipt as a provider keeps it. */
export const sealNoticeReceipt = (seal: Seal, receipt: NoticeReceipt): string =>
  shown(seal.seal(`${about}|receipt`, JSON.stringify(receipt)));

/** What `sealNoticeReceipt` sealed; null for anything else. Never throws. */
export const openNoticeReceipt = (seal: Seal, text: string): NoticeReceipt | null =>
  opened<NoticeReceipt>(seal, 'receipt', text);

function opened<Sealed>(seal: Seal, what: string, text: string): Sealed | null {
  try {
    // What opens was sealed here.
    return JSON.parse(seal.open(`${about}|${what}`, kept(text))) as Sealed;
  } catch {
    return null;
  }
}
