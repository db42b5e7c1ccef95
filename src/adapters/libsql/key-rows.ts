import type { AggregateKind } from '../../ports/store.ts';
import type { KeyRow, WrappedKey } from '../keys/rows.ts';
import type { Database } from './database.ts';

export type KeyRows = ReturnType<typeof createKeyRows>;

/** The rows of keys.db. What is wrapped in them is not known here. */
export function createKeyRows(db: Database) {
  const all = db.prepare<WrappedKey>('SELECT part, box FROM wrapped WHERE kind = ? AND id = ?');
  const some = db.prepare<KeyRow>(
    `SELECT kind, id, part, box FROM wrapped WHERE (kind, id, part) > (?, ?, ?) ORDER BY kind, id, part LIMIT ?`,
  );
  const insert = db.prepare('INSERT OR IGNORE INTO wrapped VALUES (?, ?, ?, ?)');
  const wrappedBy = db.prepare<{ readonly value: string }>("SELECT value FROM meta WHERE name = 'wrappedBy'");
  const setWrappedBy = db.prepare("INSERT OR IGNORE INTO meta VALUES ('wrappedBy', ?)");
  const readKeys = (kind: AggregateKind, id: string): readonly WrappedKey[] =>
    all.all(kind, id).map(({ part, box }) => ({ part, box }));

  return {
    readKeys,
    keyPage: (after: KeyRow | null, limit: number): readonly KeyRow[] =>
      some
        .all(after?.kind ?? '', after?.id ?? '', after?.part ?? '', limit)
        .map(({ kind, id, part, box }) => ({ kind, id, part, box })),
    /** Stores the parts that are missing; gives all that are stored then. */
    addKeys: (kind: AggregateKind, id: string, keys: readonly WrappedKey[]): readonly WrappedKey[] =>
      db.transaction(() => {
        for (const { part, box } of keys) insert.run(kind, id, part, box);
        return readKeys(kind, id);
      }),
    /** The id of the key-encryption key of these rows; null while there is none. */
    wrappedBy: (): string | null => wrappedBy.get()?.value ?? null,
    setWrappedBy: (id: string): void => db.transaction(() => void setWrappedBy.run(id)),
  };
}
