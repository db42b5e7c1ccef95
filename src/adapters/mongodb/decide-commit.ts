import { deadLetter, mayBeDeadLettered, mostWaiting } from '../../ports/given-up.ts';
import type { Commit, CommitResult, Leased, RecordDraft } from '../../ports/store.ts';
import { feedFor } from '../subscriptions/feeds.ts';
import { type AggregateDoc, emptyDoc, type LaneDoc, type PendingDoc } from './documents.ts';
import { isLane, lease, withLanes } from './lanes.ts';
import type { Decide, Decision } from './write.ts';

/** How many inbound ids are remembered per sender. */
const remembered = 64;

/** The result before the records have their numbers. */
export type Unnumbered = Exclude<CommitResult, { status: 'committed' }> | Omit<Committed, 'seqs'>;
type Committed = Extract<CommitResult, { status: 'committed' }>;

/** What a commit makes of a document. `nextSeq` numbers what waits; `now` is the store's clock. Draws tokens. */
export const decideCommit =
  (commit: Commit, areOwn: boolean, nextSeq: () => number, now: number): Decide<Unnumbered> =>
  (found, stamp): Decision<Unnumbered> => {
    const doc = found ?? emptyDoc(commit.kind, commit.id);
    const { inbound, expect } = commit;
    if (inbound && doc.inbound[inbound.from]?.includes(inbound.hash)) return { result: { status: 'duplicate' } };
    if (expect !== null && !areOwn) return { result: { status: 'address-taken' } };
    if (expect !== null && expect !== doc.version) return { result: { status: 'conflict' } };
    const { lanes, leases, letters } = enqueue(commit, doc.lanes, nextSeq, now);
    const next = withLanes(remember(expect === null ? doc : stateOf(doc, commit), commit), lanes);
    const pending = pendingOf(commit, letters, stamp, now);
    return { next, pending, result: { status: 'committed', version: next.version, leases } };
  };

const stateOf = (doc: AggregateDoc, { sealed, facets, wakeAt, urgentAt, mac }: Commit): AggregateDoc => ({
  ...doc,
  version: doc.version + 1,
  sealed: { ...doc.sealed, ...sealed },
  ...{ facets, wakeAt, urgentAt, mac: mac ?? null },
});

const remember = (doc: AggregateDoc, { inbound }: Commit): AggregateDoc => {
  if (!inbound) return doc;
  const hashes = [...(doc.inbound[inbound.from] ?? []), inbound.hash].slice(-remembered);
  return { ...doc, inbound: { ...doc.inbound, [inbound.from]: hashes } };
};

/** The lanes with the effects of a commit; those that were empty are leased to its worker. Of what is too much the oldest is given up. */
function enqueue(commit: Commit, before: readonly LaneDoc[], nextSeq: () => number, now: number) {
  const lanes = [...before];
  const letters: RecordDraft[] = [];
  for (const { id, to, lane, box } of commit.effects) {
    const known = lanes.findIndex((each) => isLane(each, { to, lane }));
    const empty: LaneDoc = { to, lane, token: null, worker: '', until: 0, attempted: null, entries: [] };
    const old = lanes[known] ?? empty;
    const entries = [...old.entries, { id, seq: nextSeq(), at: now, tries: 0, box }];
    const surplus = mayBeDeadLettered(lane) && entries.length > mostWaiting ? entries.shift() : undefined;
    if (surplus) letters.push(deadLetter({ ...commit, to }, surplus, now));
    lanes.splice(known < 0 ? lanes.length : known, 1, { ...old, entries });
  }
  const leases: Leased[] = [];
  const held = lanes.map((lane, index) => {
    if (index < before.length) return lane;
    const given = lease(commit, lane, commit.worker, now);
    leases.push(given.leased);
    return given.lane;
  });
  return { lanes: held, leases, letters };
}

/** The records of a commit, then what it gave up, then that its aggregate changed. Pure. */
function pendingOf(commit: Commit, letters: readonly RecordDraft[], stamp: string, now: number): readonly PendingDoc[] {
  const { kind, id, expect } = commit;
  const feed = expect === null ? null : feedFor(kind);
  const change: readonly RecordDraft[] = feed
    ? [{ stream: feed, kind: 'change', at: now, owner: { kind, id, part: 'shared' }, box: '' }]
    : [];
  return [...pending([...commit.records, ...letters], stamp), ...pending(change, `${stamp}/f`, 'feeds')];
}

/** Records that wait for their numbers; their ids come from the write that they belong to. Pure. */
export const pending = (
  drafts: readonly RecordDraft[],
  stamp: string,
  log: PendingDoc['log'] = 'records',
): readonly PendingDoc[] => drafts.map((draft, index) => ({ _id: `${stamp}/${index}`, log, ...draft }));
