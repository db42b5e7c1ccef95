import type { Lane } from '../../src/domain/frame.ts';
import type { Recipient } from '../../src/domain/partner.ts';
import type { Commit, Leased, OutboxDraft, Outcome, RecordDraft } from '../../src/ports/store.ts';

/** A commit that creates couple `c1`; `given` changes it. */
export const aCommit = (given: Partial<Commit> = {}): Commit => ({
  kind: 'couple',
  id: 'c1',
  expect: 0,
  sealed: {},
  facets: {},
  wakeAt: null,
  urgentAt: null,
  effects: [],
  records: [],
  worker: 'w1',
  ...given,
});

/** An effect to `a` in the reply lane. */
export const anEffect = (id: string, lane: Lane = 'reply', to: Recipient = 'a'): OutboxDraft => ({
  id,
  to,
  lane,
  box: `box of ${id}`,
});

/** A record of `c1`'s partner `a` in the stream `turn`. */
export const aRecord = (box: string, stream = 'turn'): RecordDraft => ({
  stream,
  kind: 'turn',
  at: 5,
  owner: { kind: 'couple', id: 'c1', part: 'a' },
  box,
});

export const done = (id: string, records: readonly RecordDraft[] = []): Outcome => ({ id, result: 'done', records });
export const again = (id: string, at: number): Outcome => ({ id, result: 'again', at });
export const heldBack = (id: string, at: number): Outcome => ({ id, result: 'again', at, untried: true });

/** What a lease hands out, by id. */
export const idsOf = (lease: Leased | null | undefined): readonly string[] =>
  (lease?.entries ?? []).map(({ id }) => id);
