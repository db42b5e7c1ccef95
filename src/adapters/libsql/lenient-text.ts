import type Libsql from 'libsql';

type Row = Readonly<Record<string, unknown>>;

/** A query, and how a row of it is read. */
export interface LenientQuery {
  readonly sql: string;
  read(row: Row): Row;
}

const isQuery = /^\s*SELECT\b/i;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * A query that gives text as bytes, which are decoded here. The binding ends the whole process on text that is not UTF-8
 * (tursodatabase/libsql#1223): one byte that was changed on the disk would do so at each start. Such a byte becomes U+FFFD, and
 * what authenticates the row finds it. What is no query stays as it is. Touches the connection.
 */
export function lenientQuery(connection: Libsql.Database, sql: string): LenientQuery {
  if (!isQuery.test(sql)) return { sql, read: (row) => row };
  const names = connection
    .prepare(sql)
    .columns()
    .map(({ name }) => name);
  const cells = names
    .map(quoted)
    .map((name) => `iif(typeof(${name}) = 'text', CAST(${name} AS BLOB), ${name}) AS ${name}`);
  return {
    sql: `SELECT ${cells.join(', ')} FROM (${sql})`,
    read: (row) => Object.fromEntries(names.map((name) => [name, textOf(row[name])])),
  };
}

/** Bytes come as a buffer from `get` and as its memory from `all`. */
function textOf(cell: unknown): unknown {
  if (cell instanceof ArrayBuffer) return Buffer.from(cell).toString('utf8');
  return Buffer.isBuffer(cell) ? cell.toString('utf8') : cell;
}
