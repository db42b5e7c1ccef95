import type { Language } from './language.ts';

/**
 * A message that a partner has read in a preview and approved for the other. It waits in its writer's own part until it is
 * read, taken back or over; the other is sent this message and nothing else.
 */
export interface Share {
  readonly id: string;
  /** The message, as the writer was shown it. */
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The language it was approved in, where it frames the writer's own words. */
  readonly language?: Language;
  /** What the reader may do once it is read: a milestone may be answered with a few words, a line of repair with another, once. */
  readonly kind: ShareKind;
  /** When it was approved, when it is offered next, and when it is over: domain time, epoch ms. */
  readonly at: number;
  readonly due: number;
  readonly until: number;
}

/** What is shared. Each has the dialog that opens for the reader once it was read, or none. */
export const shareKinds = ['note', 'milestone', 'break', 'repair'] as const;
export type ShareKind = (typeof shareKinds)[number];
export const answeredIn: Readonly<Partial<Record<ShareKind, string>>> = {
  milestone: 'add-words',
  repair: 'answer-line',
};

/** What a partner wrote in a break for the other and approved. `goes`: at the return they let it go, too. */
export type HeldWords = Pick<Share, 'key' | 'params'> & { readonly goes: boolean };

/** How long a writer can take it back before it is first offered, and how long it waits between two offers, ms. */
export const beforeOffer = 10 * 60_000;
export const betweenOffers = 24 * 3_600_000;

/** How long it waits for a good time of the reader, ms: what was written in a break is read when both are back. */
export const untilGoodTime = (kind: ShareKind): number => (kind === 'break' ? 2 : 30) * 60_000;

/** How many days an approved message may wait to be read. */
export const shareDays = 7;

/** How many messages one partner may approve on a day, and the characters of their words. */
export const sharesADay = 3;
export const longestShared = 500;

/** What nobody bargains about, by its subject alone. Source: exercises.md 7. */
export const subjects = ['safety', 'sex', 'sobriety', 'contact'] as const;

/** What in a boundary is an order, and no act of one's own. Source: exercises.md 15. */
export const orders = ['limits', 'orders'] as const;

/** What in a draft speaks against passing it on: what `blame.yaml` hears, anything the screening heard, or too many words. */
export const flaws = [
  'always',
  'names',
  'mind',
  'threat',
  'control',
  ...subjects,
  ...orders,
  'unsafe',
  'long',
] as const;
export type Flaw = (typeof flaws)[number];
