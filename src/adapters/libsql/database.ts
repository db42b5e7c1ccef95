import Libsql from 'libsql';
import { CoachError } from '../../domain/errors.ts';

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
  prepare<Row = never>(sql: string): Statement<Row>;
  /** What `work` gives; all it wrote is on disk, or nothing is. Not to be nested. */
  transaction<Result>(work: () => Result): Result;
}

/**
 * The one connection to a file, which nothing else can open until this thread ends. Creates the file and its tables.
 * A write is on disk when its statement or transaction returns.
 * @throws CoachError `STORE_IN_USE` when another process, or this one, has it open.
 */
export function openDatabase(path: string, schema: string): Database {
  try {
    const connection = new Libsql(path);
    // The lock must be chosen before the journal: only then is it taken at once and kept.
    connection.exec('PRAGMA locking_mode=EXCLUSIVE');
    connection.exec('PRAGMA journal_mode=WAL');
    connection.exec('PRAGMA synchronous=FULL');
    connection.exec(schema);
    return over(connection);
  } catch (error) {
    throw isBusy(error) ? inUse() : error;
  }
}

const isBusy = (error: unknown): boolean => error instanceof Libsql.SqliteError && error.code.startsWith('SQLITE_BUSY');

const inUse = (): CoachError =>
  new CoachError(
    'STORE_IN_USE',
    'The data folder is in use by another process. Stop that one, or give this one another COACH_DATA_DIR.',
  );

function over(connection: Libsql.Database): Database {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const end = connection.prepare('COMMIT');
  return {
    prepare: (sql) => statement(connection.prepare(sql)),
    transaction: (work) => {
      begin.run([]);
      try {
        const result = work();
        end.run([]);
        return result;
      } catch (error) {
        // After some faults, such as a full disk, SQLite has rolled back by itself.
        if (connection.inTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
  };
}

const statement = <Row>(prepared: Libsql.Statement): Statement<Row> => ({
  run: (...values) => prepared.run(values).changes,
  get: (...values) => prepared.get(values) as Row | undefined,
  all: (...values) => prepared.all(values) as readonly Row[],
});
