import { randomUUID } from 'node:crypto';
import { isClaimedOnce } from '../../domain/frame.ts';
import { keepsOrder, leaseMs } from '../../ports/leases.ts';
import type { AggregateKind, Leased, OutboxEntry, Outcome } from '../../ports/store.ts';
import type { AggregateDoc, EntryDoc, LaneDoc } from './documents.ts';

type Owner = { readonly kind: AggregateKind; readonly id: string };

const entryOf = ({ to, lane }: LaneDoc, { id, at, tries, box }: EntryDoc): OutboxEntry => ({
  id,
  to,
  lane,
  at,
  tries,
  box,
});

/** The lane of a lease or an effect. Pure. */
export const isLane = (one: Pick<LaneDoc, 'to' | 'lane'>, other: Pick<LaneDoc, 'to' | 'lane'>): boolean =>
  one.to === other.to && one.lane === other.lane;

/** When the entry that is next may go out. Pure. */
export const headAt = ({ to, lane, entries }: LaneDoc): number => {
  const instants = keepsOrder(to, lane) ? entries.slice(0, 1) : entries;
  return Math.min(...instants.map(({ at }) => at));
};

/** Whether nobody has a living lease. Pure. */
export const isFree = ({ until }: LaneDoc, now: number): boolean => until <= now;

/** The entries that may go out now; where the lane keeps its order, up to the first that may not. Pure. */
function ready(lane: LaneDoc, now: number): readonly EntryDoc[] {
  const later = lane.entries.findIndex(({ at }) => at > now);
  const begun = later < 0 ? lane.entries : lane.entries.slice(0, later);
  const those = keepsOrder(lane.to, lane.lane) ? begun : lane.entries.filter(({ at }) => at <= now);
  return those.slice(0, isClaimedOnce(lane.lane) ? 1 : 20);
}

/** A lane given to a worker. Where the claim is the one attempt, it is marked. Draws a token. */
export function lease({ kind, id }: Owner, lane: LaneDoc, worker: string, now: number) {
  const entries = ready(lane, now);
  const token = randomUUID();
  const until = now + leaseMs[lane.lane];
  const attempted = isClaimedOnce(lane.lane) ? (entries[0]?.id ?? null) : null;
  const leased: Leased = {
    ...{ kind, id, to: lane.to, lane: lane.lane, token, until },
    entries: entries.map((entry) => entryOf(lane, entry)),
  };
  return { lane: { ...lane, token, worker, until, attempted } satisfies LaneDoc, leased };
}

/** The lane after what was attempted and never settled is dropped, and whether something was. Pure. */
export function giveUp(lane: LaneDoc): { readonly lane: LaneDoc; readonly dropped: boolean } {
  if (lane.attempted === null) return { lane, dropped: false };
  const entries = lane.entries.filter(({ id }) => id !== lane.attempted);
  return { lane: { ...lane, entries, attempted: null }, dropped: entries.length < lane.entries.length };
}

/** The lane after what became of one entry. Pure. */
export function applyOutcome(lane: LaneDoc, outcome: Outcome): LaneDoc {
  const attempted = lane.attempted === outcome.id ? null : lane.attempted;
  if (outcome.result === 'done')
    return { ...lane, attempted, entries: lane.entries.filter(({ id }) => id !== outcome.id) };
  const { id, at, untried } = outcome;
  const entries = lane.entries.map((entry) =>
    entry.id === id ? { ...entry, at, tries: entry.tries + (untried ? 0 : 1) } : entry,
  );
  return { ...lane, attempted, entries };
}

/** The lane that nobody holds. Pure. */
export const given = (lane: LaneDoc): LaneDoc => ({ ...lane, token: null, until: 0 });

const earliest = (instants: readonly number[]): number | null => (instants.length > 0 ? Math.min(...instants) : null);

/** The document with these lanes, empty ones left out, and the instants by which it is found. Pure. */
export function withLanes(doc: AggregateDoc, all: readonly LaneDoc[]): AggregateDoc {
  const lanes = all.filter(({ entries }) => entries.length > 0);
  const claimable = (those: readonly LaneDoc[]) => earliest(those.map((lane) => Math.max(headAt(lane), lane.until)));
  return {
    ...doc,
    lanes,
    laneAt: claimable(lanes),
    crisisAt: claimable(lanes.filter(({ lane }) => lane === 'crisis')),
    waitAt: earliest(lanes.filter(({ token }) => token === null).map(headAt)),
  };
}
