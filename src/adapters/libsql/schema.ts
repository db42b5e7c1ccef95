import type { Database } from './database.ts';
import { facetCell, indexedFacets } from './facet-cell.ts';
import { feedSchema } from './feed.ts';
import { probeSchema } from './probe.ts';

/**
 * The tables of coach.db. A row of `lanes` stands for a lane that holds something, and for its lease; its `headAt` is
 * the instant of its first entry. A `token` with `until` in the past is a lease that ended.
 */
export const storeSchema = `
CREATE TABLE IF NOT EXISTS aggregates (
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
  shared TEXT, a TEXT, b TEXT, facets TEXT NOT NULL, wakeAt INTEGER, mac TEXT, urgentAt INTEGER,
  PRIMARY KEY (kind, id)
);

CREATE TABLE IF NOT EXISTS inbound (
  kind TEXT NOT NULL, id TEXT NOT NULL, sender TEXT NOT NULL, hashes TEXT NOT NULL,
  PRIMARY KEY (kind, id, sender)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS addresses (
  hash TEXT PRIMARY KEY, id TEXT NOT NULL, side TEXT NOT NULL, mac TEXT, reservedAt INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS records (
  stream TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
  ownerKind TEXT NOT NULL, ownerId TEXT NOT NULL, ownerPart TEXT NOT NULL, box TEXT NOT NULL,
  PRIMARY KEY (stream, seq)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS lanes (
  no INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, id TEXT NOT NULL, recipient TEXT NOT NULL, lane TEXT NOT NULL,
  urgent INTEGER NOT NULL, headAt INTEGER NOT NULL,
  token TEXT, worker TEXT, until INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, id, recipient, lane)
);
CREATE INDEX IF NOT EXISTS lanesReady ON lanes (urgent DESC, headAt);

CREATE TABLE IF NOT EXISTS entries (
  seq INTEGER PRIMARY KEY, lane INTEGER NOT NULL, id TEXT NOT NULL,
  at INTEGER NOT NULL, tries INTEGER NOT NULL, box TEXT NOT NULL, attempted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS entriesOfLane ON entries (lane, seq);
CREATE INDEX IF NOT EXISTS entriesAttempted ON entries (lane) WHERE attempted = 1;
${feedSchema}${probeSchema}`;

/** The tables of keys.db: wrapped data keys, and which key-encryption key wrapped them. */
export const keysSchema = `
CREATE TABLE IF NOT EXISTS wrapped (
  kind TEXT NOT NULL, id TEXT NOT NULL, part TEXT NOT NULL, box TEXT NOT NULL,
  PRIMARY KEY (kind, id, part)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
${probeSchema}`;

/** Columns that were added since the first tables. */
const added = [
  ['aggregates', 'mac', 'TEXT'],
  ['aggregates', 'urgentAt', 'INTEGER'],
  ['addresses', 'mac', 'TEXT'],
  ['addresses', 'reservedAt', 'INTEGER NOT NULL DEFAULT 0'],
] as const;

/** Gives the tables of an older folder the columns and indexes that were added since. */
export function addColumns(store: Database): void {
  for (const [table, column, type] of added) {
    const known = store.prepare<{ readonly name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all();
    if (!known.some(({ name }) => name === column))
      store.prepare(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`).run();
  }
  for (const index of addedIndexes) store.prepare(index).run();
  store
    .prepare(
      "INSERT OR IGNORE INTO changes SELECT kind, id, row_number() OVER (ORDER BY id) FROM aggregates WHERE kind = 'alert' AND NOT EXISTS (SELECT 1 FROM changes)",
    )
    .run();
}

/** Indexes on columns that an older folder gets first; the first ones are no longer used. */
const addedIndexes = [
  // In the order in which what is due is claimed: thousands are due at the same instant.
  'DROP INDEX IF EXISTS aggregatesDue',
  'DROP INDEX IF EXISTS aggregatesUrgent',
  'CREATE INDEX IF NOT EXISTS aggregatesWaking ON aggregates (wakeAt, id, kind) WHERE wakeAt IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS aggregatesInCrisis ON aggregates (urgentAt, id, kind) WHERE urgentAt IS NOT NULL',
  ...indexedFacets.map(
    (name) =>
      `CREATE INDEX IF NOT EXISTS aggregatesBy${name[0]?.toUpperCase()}${name.slice(1)} ON aggregates (kind, ${facetCell(name)}, id)`,
  ),
];
