import { isClaimedOnce, type Lane } from '../../domain/frame.ts';
import type { Recipient } from '../../domain/partner.ts';
import { mayBeDeadLettered, mostWaiting } from '../../ports/given-up.ts';
import { keepsOrder } from '../../ports/leases.ts';
import type { AggregateKind, Commit, OutboxDraft, OutboxEntry, Waiting } from '../../ports/store.ts';
import type { Database } from './database.ts';

/** How many entries a lease hands out at most; what follows comes with `more`. One alone where the claim is the attempt. */
const atOnce = (lane: Lane): number => (isClaimedOnce(lane) ? 1 : 20);

/** A lane that holds something. */
export interface LaneRow {
  readonly no: number;
  readonly kind: AggregateKind;
  readonly id: string;
  readonly recipient: Recipient;
  readonly lane: Lane;
}

type EntryRow = Pick<OutboxEntry, 'id' | 'at' | 'tries' | 'box'>;

const entryOf = (lane: LaneRow, { id, at, tries, box }: EntryRow): OutboxEntry => ({
  id,
  to: lane.recipient,
  lane: lane.lane,
  at,
  tries,
  box,
});

const laneColumns = 'no, kind, id, recipient, lane';

export type Outbox = ReturnType<typeof createOutbox>;

/** What waits in each lane, in order. Lanes come and go with their entries. */
export function createOutbox(db: Database) {
  const open = db.prepare(
    `INSERT INTO lanes (kind, id, recipient, lane, urgent, headAt) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const find = db.prepare<LaneRow & { readonly token: string | null; readonly worker: string | null }>(
    `SELECT ${laneColumns}, token, worker FROM lanes WHERE kind = ? AND id = ? AND recipient = ? AND lane = ?`,
  );
  const move = db.prepare('UPDATE lanes SET headAt = ? WHERE no = ?');
  const close = db.prepare('DELETE FROM lanes WHERE no = ?');
  const add = db.prepare('INSERT INTO entries (lane, id, at, tries, box) VALUES (?, ?, ?, 0, ?)');
  const oldestAbove = db.prepare<EntryRow>(
    'SELECT id, at, tries, box FROM entries WHERE lane = ? ORDER BY seq DESC LIMIT 1 OFFSET ?',
  );
  const head = db.prepare<EntryRow>('SELECT at FROM entries WHERE lane = ? ORDER BY seq LIMIT 1');
  const soonest = db.prepare<EntryRow>('SELECT at FROM entries WHERE lane = ? ORDER BY at, seq LIMIT 1');
  const due = db.prepare<EntryRow>(
    'SELECT id, at, tries, box FROM entries WHERE lane = ? AND at <= ? ORDER BY seq LIMIT ?',
  );
  const sooner = db.prepare('UPDATE lanes SET headAt = min(headAt, ?) WHERE no = ?');
  const first = db.prepare<EntryRow>('SELECT id, at, tries, box FROM entries WHERE lane = ? ORDER BY seq LIMIT ?');
  const remove = db.prepare('DELETE FROM entries WHERE lane = ? AND id = ?');
  const reschedule = db.prepare(
    'UPDATE entries SET at = ?, tries = tries + ?, attempted = 0 WHERE lane = ? AND id = ?',
  );
  const mark = db.prepare('UPDATE entries SET attempted = 1 WHERE lane = ? AND id = ?');
  const takeAttempted = db.prepare('DELETE FROM entries WHERE lane = ? AND attempted = 1');

  const all = db.prepare<LaneRow & EntryRow & { readonly seq: number; readonly entry: string }>(
    `SELECT seq, entries.id AS entry, at, tries, box, no, kind, lanes.id AS id, recipient, lanes.lane AS lane
     FROM entries LEFT JOIN lanes ON lanes.no = entries.lane WHERE seq > ? ORDER BY seq LIMIT ?`,
  );

  const laneOf = (kind: string, id: string, to: Recipient, lane: Lane) => find.get(kind, id, to, lane);

  return {
    find: laneOf,
    /** All that waits after an entry, whatever lane it is in. */
    list: (after: number, limit: number): readonly Waiting[] =>
      all.all(after, limit).map((row) => ({
        seq: row.seq,
        kind: row.kind,
        id: row.id ?? '',
        entry: entryOf(row, { id: row.entry, at: row.at, tries: row.tries, box: row.box }),
      })),
    /** Appends an effect; gives its lane when that was empty before. */
    add: ({ kind, id }: Commit, effect: OutboxDraft, now: number): LaneRow | null => {
      const opened = open.run(kind, id, effect.to, effect.lane, effect.lane === 'crisis' ? 1 : 0, now) > 0;
      const lane = laneOf(kind, id, effect.to, effect.lane);
      if (!lane) return null;
      add.run(lane.no, effect.id, now, effect.box);
      if (!opened && !keepsOrder(effect.to, effect.lane)) sooner.run(now, lane.no);
      return opened ? lane : null;
    },
    /** Takes out the entry that is one too many in its lane, the oldest; null when there is room. */
    takeSurplus: ({ kind, id }: Commit, { to, lane }: OutboxDraft): EntryRow | null => {
      const found = mayBeDeadLettered(lane) ? laneOf(kind, id, to, lane) : undefined;
      const surplus = found && oldestAbove.get(found.no, mostWaiting);
      if (!found || !surplus) return null;
      remove.run(found.no, surplus.id);
      return surplus;
    },
    /** The entries that may go out now; where the lane keeps its order, up to the first that may not. */
    ready: (lane: LaneRow, now: number): readonly OutboxEntry[] => {
      if (!keepsOrder(lane.recipient, lane.lane))
        return due.all(lane.no, now, atOnce(lane.lane)).map((row) => entryOf(lane, row));
      const entries = first.all(lane.no, atOnce(lane.lane)).map((row) => entryOf(lane, row));
      const later = entries.findIndex((entry) => entry.at > now);
      return later < 0 ? entries : entries.slice(0, later);
    },
    remove: (lane: LaneRow, entry: string): boolean => remove.run(lane.no, entry) > 0,
    reschedule: (lane: LaneRow, entry: string, at: number, tried: boolean): void =>
      void reschedule.run(at, Number(tried), lane.no, entry),
    /** Marks the one attempt of an entry. */
    markAttempted: (lane: LaneRow, entry: string): void => void mark.run(lane.no, entry),
    /** Removes the entries whose one attempt was made; gives how many. */
    removeAttempted: (lane: LaneRow): number => takeAttempted.run(lane.no),
    /** Brings the lane up to date with the entry that is next, whose instant it gives; null when the lane is empty and gone. */
    refresh: (lane: LaneRow): number | null => {
      const next = keepsOrder(lane.recipient, lane.lane) ? head : soonest;
      const at = next.get(lane.no)?.at ?? null;
      if (at === null) close.run(lane.no);
      else move.run(at, lane.no);
      return at;
    },
  };
}
