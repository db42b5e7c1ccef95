import type { AggregateKind, Facets, FeedItem, FeedName } from '../../ports/store.ts';
import { cursorNumber, feedFor, kindOf } from '../subscriptions/feeds.ts';
import type { Database } from './database.ts';

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

  return {
    /** Notes that an aggregate changed, within its commit's transaction. */
    note: (kind: AggregateKind, id: string): void => {
      if (feedFor(kind)) put.run(kind, id, last(kind) + 1);
    },
    end: (name: FeedName): string => String(last(kindOf[name])),
    read: (name: FeedName, cursor: string | null, limit: number): readonly FeedItem[] => {
      const kind = kindOf[name];
      return after.all(kind, cursorNumber(cursor, last(kind)), limit).map(({ id, version, facets, no }) => ({
        id,
        version,
        facets: JSON.parse(facets) as Facets,
        cursor: String(no),
      }));
    },
  };
}
