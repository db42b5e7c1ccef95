import type { ChainHead } from './audit.ts';
import type { SharedFrame } from './frame.ts';
import type { Hold } from './hold.ts';
import type { Partner, Side } from './partner.ts';
import type { Relationship } from './relationship.ts';
import type { Together } from './together.ts';

/** The unit of consistency: two partners, two conversations, what they share. A stranger is a couple of one. */
export interface Couple {
  readonly id: string;
  readonly shared: Shared;
  readonly a: Partner;
  readonly b: Partner | null;
}

export interface Shared {
  readonly status: 'active' | 'stranger';
  /** What staff call the case, such as `C-017`. Carries no name. */
  readonly caseCode: string;
  readonly relationship: Relationship;
  /** Whose caseload it is in: what they sign in with, and their account. Nobody's without it. */
  readonly counselor?: { readonly login: string; readonly account: string };
  /** The head of the audit chain; none before its first entry. */
  readonly audit?: ChainHead;
  /** Dialogs that both partners are in; none before the first. */
  readonly frames?: readonly SharedFrame[];
  /** What a counselor asked for and can still take back. */
  readonly holds?: readonly Hold[];
  /** Their plan, what they are asked about now, a break, the end; none before the first. */
  readonly together?: Together;
}

/** The partner on a side. Pure. */
export const partnerOf = (couple: Couple, side: Side): Partner | null => couple[side];

/** The side across. Pure. */
export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** The couple with one partner replaced; the same couple when nothing changed. Pure. */
export const withPartner = (couple: Couple, side: Side, partner: Partner): Couple =>
  couple[side] === partner ? couple : { ...couple, [side]: partner };
