import { audited } from '../../domain/audit.ts';
import type { Couple, Shared } from '../../domain/couple.ts';
import type { Effect } from '../../domain/effect.ts';
import { type Partner, sides } from '../../domain/partner.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { TurnEvent, TurnResult } from '../../engine/events.ts';
import { type Due, isDue, nextUrgent, nextWake } from '../../engine/time/timers.ts';
import type { AddressDraft } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import { splitStored } from '../outbox/outgoing.ts';
import type { Shape } from './shape.ts';
import type { Aggregates, CommitExtras, Committed, Stepped } from './update.ts';

/** A couple: each partner is sealed apart, and so is what they share. */
export const coupleShape: Shape<Couple> = {
  kind: 'couple',
  parts: ({ shared, a, b }) => ({ shared, a, b }),
  assemble: (id, part) => ({
    id,
    shared: part('shared') as Shared,
    a: part('a') as Partner,
    b: part('b') as Partner | null,
  }),
  facets: ({ shared: { caseCode, status, counselor } }) => ({
    ...{ caseCode, status },
    ...(counselor ? { counselor: counselor.account } : {}),
  }),
  nextWake,
  nextUrgent,
  audit: ({ shared }) => shared.audit,
  withAudit: (couple, audit) => ({ ...couple, shared: { ...couple.shared, audit } }),
};

/** Runs turns on couples. Callers hold the couple's queue. */
export function createCouples(deps: Deps, aggregates: Aggregates) {
  const { engine, clock } = deps;
  const split = (couple: Couple | null, effects: readonly Effect[]) => splitStored(deps, couple, effects);
  const { lastKnown, current, inMemory, update, create, append } = aggregates(coupleShape, { split, fromMemory: true });

  /** Changes a couple by a pure function that is no turn. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`. */
  const change = (
    id: string,
    step: (couple: Couple, version: number) => TurnResult,
    extras: CommitExtras = {},
  ): Promise<Committed> => update(id, (couple, version) => stepped(step(couple, version)), extras);

  return {
    lastKnown,
    current,
    inMemory,
    change,
    /** Runs one event on a couple that exists. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`, and what a turn throws. */
    run: (id: string, event: TurnEvent, extras: CommitExtras = {}): Promise<Committed> =>
      change(id, (couple) => engine.runTurn(couple, event), extras),
    /**
     * Runs what is due, unless it is due no more: another process has run it since, and what is there now has an instant of its own.
     * @throws CoachError as `run`.
     */
    runDue: (id: string, due: Due, event: TurnEvent): Promise<Committed> =>
      update(id, (couple) => (isDue(couple, due, event.at) ? stepped(engine.runTurn(couple, event)) : null)),
    /** Creates a couple, and runs its first event if there is one. `conflict` when it exists. Its addresses were reserved. */
    create(
      couple: Couple,
      addresses: readonly AddressDraft[],
      event: TurnEvent | null = null,
      extras: CommitExtras = {},
    ) {
      const result = event ? engine.runTurn(couple, event) : { couple, effects: [], records: [] };
      const records = [...beginning(couple, event?.at ?? clock.now()), ...result.records];
      return create({ ...stepped(result), records }, { ...extras, addresses });
    },
    /** Appends to a couple without its state: what is left when a turn throws or the record cannot be opened. */
    append: (id: string, effects: readonly Effect[], extras: CommitExtras, records: readonly TurnRecord[]) =>
      append(id, { effects, records }, extras),
  };
}

export type Couples = ReturnType<typeof createCouples>;

const stepped = ({ couple, effects, records }: TurnResult): Stepped<Couple> => ({ state: couple, effects, records });

/** How a couple's audit chain begins: with its enrolment, a stranger's with the first contact. */
function beginning(couple: Couple, at: number): readonly TurnRecord[] {
  if (couple.shared.status === 'stranger') return [audited({ of: 'a', event: 'first-contact', by: 'a', at })];
  return sides.flatMap((side) => {
    const consent = couple[side]?.consent.status;
    return consent ? [audited({ of: side, event: 'enrolled', by: 'counselor', at, facts: { consent } })] : [];
  });
}
