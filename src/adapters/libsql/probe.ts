import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { CoachError } from '../../domain/errors.ts';
import type { Database } from './database.ts';

/** The one row that is written to see whether a file can be. */
export const probeSchema = `
CREATE TABLE IF NOT EXISTS probe (no INTEGER PRIMARY KEY, at INTEGER NOT NULL);
`;

/**
 * Looks whether a file can be written and its main table be read, and is still where it was opened: SQLite goes on with one that
 * was removed. Reads that table at once.
 */
export function createProbe(db: Database, table: 'aggregates' | 'wrapped'): (at: number) => void {
  const read = db.prepare<{ readonly kind: string }>(`SELECT kind FROM ${table} NOT INDEXED LIMIT 1`);
  read.all();
  const write = db.prepare('INSERT OR REPLACE INTO probe VALUES (1, ?)');
  const inode = (): number => statSync(db.path, { throwIfNoEntry: false })?.ino ?? 0;
  const opened = inode();
  const file = basename(db.path);
  return (at) => {
    if (inode() !== opened)
      throw new CoachError('STORE_UNAVAILABLE', `${file} is gone: stop the service and restore a backup.`, { file });
    read.all();
    db.transaction(() => write.run(at));
  };
}
