import type { Head } from '../../ports/heads.ts';
import { begun, older } from '../../ports/heads.ts';
import type { AggregateKind, Page } from '../../ports/store.ts';
import type { HeadRow } from '../keys/rows.ts';
import type { Database } from './database.ts';

type Row = Head & { readonly seal: string | null; readonly wentBack: number };

/** The table, and what writes an entry together with the first key of an aggregate. */
const schema = `
CREATE TABLE heads (
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, mac TEXT NOT NULL, seal TEXT,
  wentBack INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID`;
const withKeys = `
CREATE TRIGGER headsBegin AFTER INSERT ON wrapped BEGIN
  INSERT OR IGNORE INTO heads (kind, id, version, mac) VALUES (NEW.kind, NEW.id, ${begun}, '');
END`;

/** Makes the table where there is none. Whoever has keys already gets an entry that says so. */
function prepareTable(db: Database): void {
  const known = db.prepare<{ readonly name: string }>("SELECT name FROM sqlite_master WHERE name = 'heads'");
  if (known.get()) return;
  db.transaction(() => {
    db.prepare(schema).run();
    db.prepare('DROP TRIGGER IF EXISTS headsBegin').run();
    db.prepare(withKeys).run();
    db.prepare(`INSERT INTO heads (kind, id, version, mac) SELECT DISTINCT kind, id, ${older}, '' FROM wrapped`).run();
  });
}

/** The register of heads in keys.db. What authenticates a head is not known here. */
export function createHeadRows(db: Database) {
  prepareTable(db);
  const one = db.prepare<Row>('SELECT * FROM heads WHERE kind = ? AND id = ?');
  const some = db.prepare<Row>('SELECT * FROM heads WHERE kind = ? AND id > ? ORDER BY id LIMIT ?');
  // A head never goes back. The entry remembers that something tried.
  const raise = db.prepare(
    `INSERT INTO heads (kind, id, version, mac, seal) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
     wentBack = max(wentBack, excluded.version < version OR (excluded.version = version AND excluded.mac <> mac)),
     mac = iif(excluded.version > version, excluded.mac, mac), seal = iif(excluded.version > version, excluded.seal, seal),
     version = max(version, excluded.version)`,
  );
  const replace = db.prepare('INSERT OR REPLACE INTO heads (kind, id, version, mac, seal) VALUES (?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM heads WHERE kind = ? AND id = ?');

  return {
    noteHeads: (heads: readonly HeadRow[]): void =>
      db.transaction(() => {
        for (const { kind, id, version, mac, seal } of heads) raise.run(kind, id, version, mac, seal);
      }),
    readHead: (kind: AggregateKind, id: string): HeadRow | null => {
      const row = one.get(kind, id);
      return row ? headOf(row) : null;
    },
    listHeads: (kind: AggregateKind, { after, limit }: Page): readonly HeadRow[] =>
      some.all(kind, after, limit).map(headOf),
    replaceHead: ({ kind, id, version, mac, seal }: HeadRow): void =>
      db.transaction(() => void replace.run(kind, id, version, mac, seal)),
    removeHead: (kind: AggregateKind, id: string): void => db.transaction(() => void remove.run(kind, id)),
  };
}

const headOf = ({ kind, id, version, mac, seal, wentBack }: Row): HeadRow => ({
  kind,
  id,
  version,
  mac,
  seal,
  wentBack: wentBack !== 0,
});
