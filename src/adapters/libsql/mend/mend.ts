import Libsql from 'libsql';
import { changed } from '../marker.ts';
import { copyTable, type TableOf } from './table.ts';
import { type Attempt, attemptWith } from './walk.ts';

/** The two files of a folder. */
export type File = 'coach.db' | 'keys.db';

/** Which file is copied to where; the other file of the folder tells what there must have been. */
export interface Paths {
  readonly file: File;
  readonly from: string;
  readonly to: string;
  readonly other: string;
}

interface Item extends TableOf {
  readonly type: 'table' | 'index' | 'trigger';
}

const isDamage = (error: unknown): boolean =>
  error instanceof Libsql.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);

const refused = (file: File, why = ''): Error => changed(file, `It is damaged${why}.`);

/**
 * Copies all that can be read of a damaged file to a new one with the same tables. Gives the tables that lost rows. An
 * aggregate that is lost stands in the new file as a row that cannot be opened, so that it is named and gets bare turns. The
 * damaged file stays as it is, with all that was written to it. Its thread must end after this: then only it is free.
 * @throws CoachError `FOLDER_CHANGED` when so much is lost that a backup is the better way.
 */
export function mend({ file, from, to, other }: Paths): readonly string[] {
  const connection = new Libsql(from);
  const attempt = attemptWith(isDamage);
  const items = attempt(() => prepare(connection, to, other));
  if (typeof items === 'symbol') throw refused(file);
  const tables = items.filter(({ type }) => type === 'table');
  for (const { sql } of tables) connection.exec(inFresh(sql));
  const lossy = tables.filter((table) => !copyTable(connection, table, attempt)).map(({ name }) => name);
  if (lossy.includes('meta')) throw refused(file);
  if (file === 'coach.db' && lossy.includes('aggregates')) nameLost(connection, attempt);
  refuseMostLost(connection, file, attempt);
  for (const { type, sql } of items) if (type !== 'table') connection.exec(inFresh(sql));
  connection.exec('PRAGMA main.wal_checkpoint(TRUNCATE)');
  return lossy;
}

/** Opens all three files, and gives what the damaged one is made of. */
function prepare(connection: Libsql.Database, to: string, other: string): readonly Item[] {
  connection.exec('PRAGMA main.locking_mode=EXCLUSIVE');
  connection.exec('PRAGMA main.cell_size_check=ON');
  connection.prepare('ATTACH DATABASE ? AS fresh').run([to]);
  connection.prepare('ATTACH DATABASE ? AS other').run([other]);
  // Each statement is a transaction of its own: one that meets damage takes back all of it. The file is synced when it is whole.
  connection.exec('PRAGMA fresh.synchronous=OFF');
  connection.exec('PRAGMA fresh.journal_mode=MEMORY');
  return connection
    .prepare(
      `SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'
       ORDER BY type = 'trigger', type = 'index', rowid`,
    )
    .all([]) as Item[];
}

/** The same statement, for the new file. Pure. */
const inFresh = (sql: string): string => sql.replace(/^(CREATE (?:UNIQUE )?(?:TABLE|INDEX|TRIGGER)) /i, '$1 fresh.');

/** Rows that authenticate nothing, for the aggregates that are known by an index or by the register, and have no row. */
const lostOnes = (known: string): string =>
  `INSERT OR IGNORE INTO fresh.aggregates (kind, id, version, facets, mac) SELECT kind, id, 0, '{}', 'lost' FROM ${known}`;

function nameLost(connection: Libsql.Database, attempt: Attempt): void {
  attempt(() => connection.exec(lostOnes('main.aggregates INDEXED BY sqlite_autoindex_aggregates_1')));
  attempt(() => connection.exec(lostOnes('other.heads WHERE version <> 0')));
}

/** Half of what there was must be there: else a backup is the better way. */
function refuseMostLost(connection: Libsql.Database, file: File, attempt: Attempt): void {
  const count = (sql: string): number => {
    const row = attempt(() => connection.prepare(`SELECT count(*) AS n FROM ${sql}`).get([]) as { n: number });
    return typeof row === 'symbol' ? 0 : row.n;
  };
  const [kept, all] =
    file === 'coach.db'
      ? [count("fresh.aggregates WHERE mac IS NOT 'lost'"), count('fresh.aggregates')]
      : [count('(SELECT DISTINCT kind, id FROM fresh.wrapped)'), count('other.aggregates')];
  if (kept * 2 < all) throw refused(file, `: ${all - kept} of its ${all} records cannot be read`);
}
