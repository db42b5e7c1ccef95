import { outcomeUnknown } from '../../ports/given-up.ts';
import { leaseMs } from '../../ports/leases.ts';
import type { Leased, Outcome, RecordDraft, SettleResult, Waiting } from '../../ports/store.ts';
import { pending } from './decide-commit.ts';
import type { AggregateDoc, Collections, EntryDoc, LaneDoc } from './documents.ts';
import { answered } from './faults.ts';
import { applyOutcome, given, giveUp, headAt, isFree, isLane, lease, withLanes } from './lanes.ts';
import type { Mover } from './mover.ts';
import type { Decide, Writer } from './write.ts';

/** A lane that may be claimed. */
interface Candidate {
  readonly doc: AggregateDoc;
  readonly lane: LaneDoc;
  readonly at: number;
}

type Key = Pick<LaneDoc, 'to' | 'lane'>;

const urgency = ({ lane }: Key): number => (lane === 'crisis' ? 0 : 1);
const isClaimable = (lane: LaneDoc, now: number): boolean => isFree(lane, now) && headAt(lane) <= now;

/** Who sends which lane. All of it is written to the lane's own document, guarded like every write. */
export function createOutbox({ aggregates }: Collections, { guess, write }: Writer, { move }: Mover) {
  const due = (field: 'crisisAt' | 'laneAt', now: number, limit: number) =>
    aggregates
      .find({ [field]: { $gte: 0, $lte: now } })
      .sort({ [field]: 1, _id: 1 })
      .limit(limit)
      .toArray();

  const candidates = async (now: number, limit: number): Promise<readonly Candidate[]> => {
    const found = [...(await due('crisisAt', now, limit)), ...(await due('laneAt', now, 2 * limit))];
    const docs = new Map(found.map((doc) => [doc._id, doc]));
    for (const doc of docs.values()) guess(doc);
    const all = [...docs.values()].flatMap((doc) =>
      doc.lanes.filter((lane) => isClaimable(lane, now)).map((lane) => ({ doc, lane, at: headAt(lane) })),
    );
    const sorted = all.toSorted((left, right) => urgency(left.lane) - urgency(right.lane) || left.at - right.at);
    return sorted.slice(0, limit);
  };

  /** Leases some lanes of a document, where they are still free and due. What was attempted in them before is given up. */
  const decideClaim =
    (keys: readonly Key[], worker: string, now: number): Decide<readonly Leased[]> =>
    (doc, stamp) => {
      const leases: Leased[] = [];
      const lost: RecordDraft[] = [];
      const lanes = (doc?.lanes ?? []).map((old) => {
        if (!doc || !isClaimable(old, now) || !keys.some((key) => isLane(old, key))) return old;
        const { lane, dropped } = giveUp(old);
        if (dropped) lost.push(outcomeUnknown(doc.kind, doc.id, old.to, now));
        if (lane.entries.length === 0 || headAt(lane) > now) return given(lane);
        const taken = lease(doc, lane, worker, now);
        leases.push(taken.leased);
        return taken.lane;
      });
      if (!doc || (leases.length === 0 && lost.length === 0)) return { result: [] };
      return { next: withLanes(doc, lanes), pending: pending(lost, stamp), result: leases };
    };

  /** What became of a lane; null when the token is not the lane's. */
  const settled = (lane: LaneDoc, outcomes: readonly Outcome[]) => {
    const records: RecordDraft[] = [];
    const after = outcomes.reduce((each, outcome) => {
      const known = each.entries.some(({ id }) => id === outcome.id);
      if (known && outcome.result === 'done') records.push(...outcome.records);
      return known ? applyOutcome(each, outcome) : each;
    }, lane);
    return { ...giveUp(after), records };
  };

  const decideSettle =
    (held: Leased, outcomes: readonly Outcome[], now: number): Decide<SettleResult> =>
    (doc, stamp) => {
      const old = doc?.lanes.find((lane) => isLane(lane, held));
      if (!doc || old?.token !== held.token) return { result: { status: 'stale' } };
      const { lane, dropped, records } = settled(old, outcomes);
      if (dropped) records.push(outcomeUnknown(doc.kind, doc.id, old.to, now));
      const next = lane.entries.length > 0 && headAt(lane) <= now ? lease(doc, lane, old.worker, now) : null;
      const lanes = doc.lanes.map((each) => (each === old ? (next?.lane ?? given(lane)) : each));
      return {
        next: withLanes(doc, lanes),
        pending: pending(records, stamp),
        result: { status: 'settled', more: next?.leased ?? null },
      };
    };

  const decideRenew =
    (held: Leased, now: number): Decide<boolean> =>
    (doc) => {
      const old = doc?.lanes.find((lane) => isLane(lane, held));
      if (!doc || old?.token !== held.token) return { result: false };
      const lanes = doc.lanes.map((lane) => (lane === old ? { ...lane, until: now + leaseMs[lane.lane] } : lane));
      return { next: withLanes(doc, lanes), pending: [], result: true };
    };

  /** What cannot be moved now is moved by whoever sweeps. */
  const moveSoon = (drafts: Parameters<typeof move>[0]) => move(drafts).catch(() => {});

  async function claim(worker: string, limit: number, now: number): Promise<readonly Leased[]> {
    const found = await answered(() => candidates(now, limit));
    const docs = [...new Set(found.map(({ doc }) => doc))];
    const claims = await Promise.all(
      docs.map(async ({ _id, kind, id }) => {
        const keys = found.filter(({ doc }) => doc._id === _id).map(({ lane }) => lane);
        const written = await write(kind, id, decideClaim(keys, worker, now));
        await moveSoon(written.pending);
        return written.result;
      }),
    );
    const at = (leased: Leased): number =>
      found.findIndex(({ doc, lane }) => doc.kind === leased.kind && doc.id === leased.id && isLane(lane, leased));
    return claims.flat().toSorted((left, right) => at(left) - at(right));
  }

  return {
    claim,
    async settle(held: Leased, outcomes: readonly Outcome[], now: number): Promise<SettleResult> {
      const { result, pending: drafts } = await write(held.kind, held.id, decideSettle(held, outcomes, now));
      await moveSoon(drafts);
      return result;
    },
    renew: async (held: Leased, now: number): Promise<boolean> =>
      (await write(held.kind, held.id, decideRenew(held, now))).result,
    nextEntryAt: (now: number): Promise<number | null> =>
      answered(async () => {
        const first = (field: 'laneAt' | 'waitAt', most: number) =>
          aggregates
            .find({ [field]: { $gte: 0, $lte: most } })
            .sort({ [field]: 1 })
            .limit(1)
            .project<Pick<AggregateDoc, 'laneAt' | 'waitAt'>>({ laneAt: 1, waitAt: 1 })
            .toArray();
        const [ended, waits] = [await first('laneAt', now), await first('waitAt', Number.MAX_SAFE_INTEGER)];
        const instants = [ended[0]?.laneAt, waits[0]?.waitAt].filter((at) => at !== undefined && at !== null);
        return instants.length > 0 ? Math.min(...instants) : null;
      }),
    /** All that waits after an entry. Those of one number, which two processes may give, come together. */
    waiting: (after: number, limit: number): Promise<readonly Waiting[]> =>
      answered(async () => {
        const rows = aggregates.aggregate<Row>([
          { $match: { laneAt: { $gte: 0 } } },
          { $project: { kind: 1, id: 1, lanes: 1 } },
          { $unwind: '$lanes' },
          { $unwind: '$lanes.entries' },
          { $match: { 'lanes.entries.seq': { $gt: after } } },
          { $sort: { 'lanes.entries.seq': 1 } },
        ]);
        const all: Waiting[] = [];
        for await (const { kind, id, lanes } of rows) {
          const { seq, ...entry } = lanes.entries;
          if (all.length >= limit && all.at(-1)?.seq !== seq) break;
          all.push({ seq, kind, id, entry: { ...entry, to: lanes.to, lane: lanes.lane } });
        }
        return all;
      }),
  };
}

type Row = Pick<AggregateDoc, 'kind' | 'id'> & { readonly lanes: Key & { readonly entries: EntryDoc } };
