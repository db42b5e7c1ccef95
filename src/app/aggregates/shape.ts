import type { ChainHead } from '../../domain/audit.ts';
import type { AggregateKind, Facets, Part } from '../../ports/store.ts';

/** What makes an aggregate of one kind: what is sealed of it, what stands in the clear, and when it wakes. Pure. */
export interface Shape<State extends { readonly id: string }> {
  readonly kind: AggregateKind;
  /** The parts that are sealed apart. One that is null is not there. A part is sealed again when it is another object. */
  parts(state: State): Readonly<Partial<Record<Part, unknown>>>;
  /** The state of what was sealed. */
  assemble(id: string, part: (name: Part) => unknown): State;
  /** The few plain fields that lists need. */
  facets(state: State): Facets;
  /** The next instant at which something is due, domain time; null when nothing waits. */
  nextWake(state: State): number | null;
  /** The same of what belongs to a crisis. */
  nextUrgent(state: State): number | null;
  /** The head of its audit chain. */
  audit(state: State): ChainHead | undefined;
  withAudit(state: State, head: ChainHead): State;
}
