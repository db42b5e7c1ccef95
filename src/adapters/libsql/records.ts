import type { AggregateKind, Part, RecordDraft, StoredRecord } from '../../ports/store.ts';
import type { Database } from './database.ts';

interface Row {
  readonly stream: string;
  readonly seq: number;
  readonly kind: string;
  readonly at: number;
  readonly ownerKind: AggregateKind;
  readonly ownerId: string;
  readonly ownerPart: Part;
  readonly box: string;
}

export type Records = ReturnType<typeof createRecords>;

/** The append-only streams. */
export function createRecords(db: Database) {
  const insert = db.prepare<{ readonly seq: number }>(
    `INSERT INTO records SELECT ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ? FROM records WHERE stream = ? RETURNING seq`,
  );
  const newest = db.prepare<{ readonly seq: number | null }>('SELECT max(seq) AS seq FROM records WHERE stream = ?');
  const after = db.prepare<Row>('SELECT * FROM records WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?');
  const all = db.prepare<Row>('SELECT * FROM records WHERE (stream, seq) > (?, ?) ORDER BY stream, seq LIMIT ?');

  return {
    /** Appends facts, each with the next number of its stream; gives these numbers. */
    append: (drafts: readonly RecordDraft[]): readonly number[] =>
      drafts.map(
        ({ stream, kind, at, owner, box }) =>
          insert.get(stream, kind, at, owner.kind, owner.id, owner.part, box, stream)?.seq ?? 0,
      ),
    end: (stream: string): number => newest.get(stream)?.seq ?? 0,
    read: (stream: string, seq: number, limit: number): readonly StoredRecord[] =>
      after.all(stream, seq, limit).map(stored),
    all: (stream: string, seq: number, limit: number): readonly StoredRecord[] =>
      all.all(stream, seq, limit).map(stored),
  };
}

const stored = (row: Row): StoredRecord => ({
  stream: row.stream,
  seq: row.seq,
  kind: row.kind,
  at: row.at,
  owner: { kind: row.ownerKind, id: row.ownerId, part: row.ownerPart },
  box: row.box,
});
