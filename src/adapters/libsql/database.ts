import { createHash } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Libsql from 'libsql';
import { CoachError } from '../../domain/errors.ts';
import { lenientQuery } from './lenient-text.ts';
import { changed, stampedSchema } from './marker.ts';

export type Value = string | number | null;

/** A prepared statement. `Row` names the columns that are read; libsql adds `_metadata`, so map rows field by field. */
export interface Statement<Row> {
  /** How many rows changed. */
  run(...values: readonly Value[]): number;
  get(...values: readonly Value[]): Row | undefined;
  all(...values: readonly Value[]): readonly Row[];
}

/** The one connection to a file. */
export interface Database {
  readonly path: string;
  prepare<Row = never>(sql: string): Statement<Row>;
  /** What `work` gives; all it wrote is on disk, or nothing is. Within a group: on disk when the group is. Not to be nested. */
  transaction<Result>(work: () => Result): Result;
  /**
   * What `work` gives, after all its transactions were put on disk by one synced write. One of them that throws takes back
   * what it wrote and nothing else; when the group's own write fails, nothing of the group is kept.
   */
  group<Result>(work: () => Result): Result;
  /** A hash of the tables as they were before this start, and as they are now. */
  readonly schemaBefore: string;
  schemaNow(): string;
  /** Writes all that is stored to a file that is new or empty. Not within a group. */
  copyTo(path: string): void;
}

/**
 * The one connection to a file, which nothing else can open until this thread ends. Creates the file and its tables.
 * A write is on disk when its statement or transaction returns.
 * @throws CoachError `STORE_IN_USE` when another process, or this one, has it open; `FOLDER_CHANGED` when it is damaged,
 * and where it is `strict`, when its tables are not as they were left: nothing is made in it then.
 */
export function openDatabase(path: string, schema: string, strict = false): Database {
  const file = basename(path) as 'coach.db' | 'keys.db';
  try {
    const connection = new Libsql(path);
    // The lock must be chosen before the journal: only then is it taken at once and kept.
    connection.exec('PRAGMA locking_mode=EXCLUSIVE');
    connection.exec('PRAGMA journal_mode=WAL');
    connection.exec('PRAGMA synchronous=FULL');
    const tables = () =>
      schemaOf(
        statement<{ readonly sql: string | null }>(
          connection,
          'SELECT sql FROM sqlite_master ORDER BY name',
          file,
        ).all(),
      );
    connection.exec('PRAGMA cell_size_check=ON');
    connection.exec(`PRAGMA wal_autocheckpoint=${logPages(dirname(path))}`);
    const schemaBefore = tables();
    if (strict && ![null, schemaBefore].includes(stampedSchema(stampOf(connection, file)))) {
      connection.close();
      throw changed(file, 'Its tables were changed.');
    }
    connection.exec(schema);
    return { ...over(connection, path), schemaBefore, schemaNow: tables };
  } catch (error) {
    if (isBusy(error)) throw inUse();
    throw isDamaged(error) ? changed(file, 'It is damaged.') : error;
  }
}

/** Where less than this is free, the log is folded in early, bytes: its room is needed for what is kept. */
const smallDisk = 64 * 1024 * 1024;

/** How many pages of 4 KB the log may have before it is folded into its file. Folding it in seldom is faster. */
function logPages(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < smallDisk ? 128 : 1_000;
}

/** The tables and indexes of a file, as a short hash. Pure. */
function schemaOf(rows: readonly { readonly sql: string | null }[]): string {
  return createHash('sha256')
    .update(rows.map(({ sql }) => sql ?? '').join('\n'))
    .digest('base64url');
}

/** The stamp of a file as it is at rest; null where it has none. */
function stampOf(connection: Libsql.Database, file: string): string | null {
  if (!connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get([])) return null;
  const query = "SELECT value FROM meta WHERE name = 'stamp'";
  return statement<{ readonly value: string }>(connection, query, file).get()?.value ?? null;
}

const isBusy = (error: unknown): boolean => error instanceof Libsql.SqliteError && error.code.startsWith('SQLITE_BUSY');

const isDamaged = (error: unknown): boolean =>
  error instanceof Libsql.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);

const inUse = (): CoachError =>
  new CoachError(
    'STORE_IN_USE',
    'The data folder is in use by another process. Stop that one, or give this one another COACH_DATA_DIR.',
  );

function over(connection: Libsql.Database, path: string): Omit<Database, 'schemaBefore' | 'schemaNow'> {
  const file = basename(path);
  const whole = bracket(connection, ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'], file);
  const within = bracket(connection, ['SAVEPOINT one', 'RELEASE one', 'ROLLBACK TO one; RELEASE one'], file);
  // A group begins with its first transaction: one that only reads needs none.
  let group: 'none' | 'waiting' | 'begun' = 'none';
  const begin = (): void => {
    if (group === 'waiting') whole.begin();
    // After some faults, such as a full disk, SQLite has taken back the whole group by itself.
    else if (!connection.inTransaction) throw new Error('the group was rolled back');
    group = 'begun';
  };
  return {
    path,
    prepare: (sql) => statement(connection, sql, file),
    transaction: (work) => {
      if (group === 'none') return whole.around(work);
      begin();
      return within.around(work);
    },
    copyTo: (path) => void named(file, () => connection.prepare('VACUUM INTO ?').run([path])),
    group: (work) => {
      group = 'waiting';
      try {
        const result = work();
        if (begun(group)) whole.end();
        return result;
      } catch (error) {
        whole.undo();
        throw error;
      } finally {
        group = 'none';
      }
    },
  };
}

const begun = (group: string): boolean => group === 'begun';

/** What `work` gives. @throws CoachError `STORE_DAMAGED`, with the file, where it meets a page that is damaged. */
function named<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isDamaged(error)) throw error;
    throw new CoachError('STORE_DAMAGED', `${file} has a damaged page.`, { file }, error);
  }
}

/** The statements around a piece of work. */
function bracket(connection: Libsql.Database, [first, last, back]: readonly [string, string, string], file: string) {
  const [opening, closing] = [connection.prepare(first), connection.prepare(last)];
  const begin = (): void => void named(file, () => opening.run([]));
  const end = (): void => void named(file, () => closing.run([]));
  const undo = (): void => {
    if (connection.inTransaction) connection.exec(back);
  };
  const around = <Result>(work: () => Result): Result => {
    begin();
    try {
      const result = work();
      end();
      return result;
    } catch (error) {
      undo();
      throw error;
    }
  };
  return { begin, end, undo, around };
}

/** A statement, of whose rows any text can be read, whatever its bytes are. */
function statement<Row>(connection: Libsql.Database, text: string, file: string): Statement<Row> {
  const { sql, read } = lenientQuery(connection, text);
  let prepared = connection.prepare(sql);
  const first = (values: readonly Value[]): unknown => {
    try {
      return prepared.get(values);
    } catch (error) {
      // The binding does not reset a statement whose `get` failed: its next one would go on with these values.
      prepared = connection.prepare(sql);
      throw error;
    }
  };
  return {
    run: (...values) => named(file, () => prepared.run(values).changes),
    get: (...values) => {
      const row = named(file, () => first(values));
      return row === undefined ? undefined : (read(row as object as Record<string, unknown>) as Row);
    },
    all: (...values) =>
      named(file, () => prepared.all(values)).map((row) => read(row as Record<string, unknown>) as Row),
  };
}
