import type { Recipient } from '../../domain/partner.ts';
import type { AggregateKind, RecordDraft } from '../../ports/store.ts';

/** The stream of nudges of which nobody knows whether they went out. Pure. */
export const unknownStream = (kind: AggregateKind, id: string): string => `outcome_unknown/${kind}/${id}`;

/**
 * The fact that a nudge was claimed and never settled. Its box is empty: the store has no key, and the nudge itself is no
 * longer wanted. `at` is the store's real time, for the store knows no other. Pure.
 */
export const outcomeUnknown = (kind: AggregateKind, id: string, to: Recipient, at: number): RecordDraft => ({
  stream: unknownStream(kind, id),
  kind: 'outcome_unknown',
  at,
  owner: { kind, id, part: to === 'system' ? 'shared' : to },
  box: '',
});
