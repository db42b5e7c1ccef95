import { CoachError } from '../../domain/errors.ts';
import type { AggregateKind, Facets, FeedItem, FeedName } from '../../ports/store.ts';
import type { Database } from './database.ts';

const kindOf: Readonly<Record<FeedName, AggregateKind>> = { alerts: 'alert' };
const feedOf: Readonly<Partial<Record<AggregateKind, FeedName>>> = { alert: 'alerts' };

/** The feed that a kind of aggregate belongs to; null when it belongs to none. Pure. */
export const feedFor = (kind: AggregateKind): FeedName | null => feedOf[kind] ?? null;

/** The newest change of each aggregate of a feed, numbered across them. */
export const feedSchema = `
CREATE TABLE IF NOT EXISTS changes (
  kind TEXT NOT NULL, id TEXT NOT NULL, no INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS changesInOrder ON changes (kind, no);
`;

interface Row {
  readonly id: string;
  readonly version: number;
  readonly facets: string;
  readonly no: number;
}

export type Feed = ReturnType<typeof createFeed>;

/** The changes of a feed. A cursor is the number of a change; one above the newest is another store's. */
export function createFeed(db: Database) {
  const newest = db.prepare<{ readonly no: number | null }>('SELECT max(no) AS no FROM changes WHERE kind = ?');
  const put = db.prepare('INSERT OR REPLACE INTO changes VALUES (?, ?, ?)');
  const after = db.prepare<Row>(
    `SELECT changes.id, version, facets, no FROM changes JOIN aggregates USING (kind, id)
     WHERE changes.kind = ? AND no > ? ORDER BY no LIMIT ?`,
  );
  const last = (kind: AggregateKind): number => newest.get(kind)?.no ?? 0;

  const numberOf = (cursor: string | null, kind: AggregateKind): number => {
    const no = cursor === null ? 0 : Number(cursor);
    if (Number.isSafeInteger(no) && no >= 0 && no <= last(kind)) return no;
    throw new CoachError('CURSOR_INVALID', 'This cursor is not of this store: begin again without one.');
  };

  return {
    /** Notes that an aggregate changed, within its commit's transaction. */
    note: (kind: AggregateKind, id: string): void => {
      if (feedFor(kind)) put.run(kind, id, last(kind) + 1);
    },
    read: (name: FeedName, cursor: string | null, limit: number): readonly FeedItem[] => {
      const kind = kindOf[name];
      return after.all(kind, numberOf(cursor, kind), limit).map(({ id, version, facets, no }) => ({
        id,
        version,
        facets: JSON.parse(facets) as Facets,
        cursor: String(no),
      }));
    },
  };
}
