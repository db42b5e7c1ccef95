import type { Lane } from '../domain/frame.ts';
import type { Recipient } from '../domain/partner.ts';
import type { AggregateKind, RecordDraft } from './store.ts';

/** The stream of nudges, and questions to a language service, of which nobody knows whether they went out. Pure. */
export const unknownStream = (kind: AggregateKind, id: string): string => `outcome_unknown/${kind}/${id}`;

/**
 * The fact that what has one attempt, such as a nudge, was claimed and never settled. Its box is empty: the store has no key,
 * and the nudge itself is no longer wanted. `at` is the store's real time, for the store knows no other. Pure.
 */
export const outcomeUnknown = (kind: AggregateKind, id: string, to: Recipient, at: number): RecordDraft => ({
  stream: unknownStream(kind, id),
  kind: 'outcome_unknown',
  at,
  owner: { kind, id, part: to === 'system' ? 'shared' : to },
  box: '',
});

/** How many replies, and how many nudges, may wait for one partner. Lanes of a crisis or a counselor have no such bound. */
export const mostWaiting = 200;

/** Whether what is oldest in a lane goes to the dead letters when too much waits. Pure. */
export const mayBeDeadLettered = (lane: Lane): boolean => lane === 'reply' || lane === 'nudge';

/** The stream of one dead letter. Its box opens like the effect's own. Pure. */
export const deadLetterStream = (kind: AggregateKind, id: string, effect: string): string =>
  `dead_letter/${kind}/${id}/${effect}`;

/** An effect that was given up because too much waited, with its box. `at` is the store's real time. Pure. */
export const deadLetter = (
  owner: { readonly kind: AggregateKind; readonly id: string; readonly to: Recipient },
  effect: { readonly id: string; readonly box: string },
  at: number,
): RecordDraft => ({
  stream: deadLetterStream(owner.kind, owner.id, effect.id),
  kind: 'dead_letter',
  at,
  owner: { kind: owner.kind, id: owner.id, part: owner.to === 'system' ? 'shared' : owner.to },
  box: effect.box,
});
