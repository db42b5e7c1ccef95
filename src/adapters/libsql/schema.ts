import type { Database } from './database.ts';
import { probeSchema } from './probe.ts';

/**
 * The tables of coach.db. A row of `lanes` stands for a lane that holds something, and for its lease; its `headAt` is
 * the instant of its first entry. A `token` with `until` in the past is a lease that ended.
 */
export const storeSchema = `
CREATE TABLE IF NOT EXISTS aggregates (
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
  shared TEXT, a TEXT, b TEXT, facets TEXT NOT NULL, wakeAt INTEGER, mac TEXT,
  PRIMARY KEY (kind, id)
);
CREATE INDEX IF NOT EXISTS aggregatesDue ON aggregates (wakeAt) WHERE wakeAt IS NOT NULL;

CREATE TABLE IF NOT EXISTS inbound (
  kind TEXT NOT NULL, id TEXT NOT NULL, sender TEXT NOT NULL, hashes TEXT NOT NULL,
  PRIMARY KEY (kind, id, sender)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS addresses (
  hash TEXT PRIMARY KEY, id TEXT NOT NULL, side TEXT NOT NULL, mac TEXT
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
${probeSchema}`;

/** The tables of keys.db: wrapped data keys, and which key-encryption key wrapped them. */
export const keysSchema = `
CREATE TABLE IF NOT EXISTS wrapped (
  kind TEXT NOT NULL, id TEXT NOT NULL, part TEXT NOT NULL, box TEXT NOT NULL,
  PRIMARY KEY (kind, id, part)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
${probeSchema}`;

/** Gives the tables of an older folder the columns that were added since. */
export function addColumns(store: Database): void {
  for (const table of ['aggregates', 'addresses']) {
    const known = store.prepare<{ readonly name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all();
    if (!known.some(({ name }) => name === 'mac')) store.prepare(`ALTER TABLE ${table} ADD COLUMN mac TEXT`).run();
  }
}
