import type Libsql from 'libsql';
import type { Value } from '../database.ts';
import { highest, type KeyType, lowest } from './key.ts';
import { type Attempt, type Direction, keepAll, type Rows } from './walk.ts';

/** A table and the statement that made it. */
export interface TableOf {
  readonly name: string;
  readonly sql: string;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

/** The columns that a table's rows are ordered by. */
function keyOf(connection: Libsql.Database, { name, sql }: TableOf): readonly { name: string; type: KeyType }[] {
  if (!/\bWITHOUT\s+ROWID\s*$/i.test(sql)) return [{ name: 'rowid', type: 'number' }];
  const columns = connection.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all([name]) as Column[];
  return columns
    .filter(({ pk }) => pk > 0)
    .sort((one, other) => one.pk - other.pk)
    .map((column) => ({ name: column.name, type: column.type === 'INTEGER' ? 'number' : 'text' }));
}

/**
 * Copies the rows of a table that can be reached into the table of the same name in `fresh`. Gives whether none was left out.
 */
export function copyTable(connection: Libsql.Database, table: TableOf, attempt: Attempt): boolean {
  const key = keyOf(connection, table);
  const types = key.map(({ type }) => type);
  return keepAll(rowsOf(connection, table, key), lowest(types), highest(types), attempt);
}

function rowsOf(connection: Libsql.Database, { name }: TableOf, key: readonly { name: string; type: KeyType }[]): Rows {
  const columns = key.map((column) => column.name);
  const tuple = `(${columns.join(', ')})`;
  const given = `(${columns.map(() => '?').join(', ')})`;
  // Another index that has the key as well may be damaged by itself.
  const from = `main.${name}${columns[0] === 'rowid' ? ' NOT INDEXED' : ''}`;
  const statements = (beyond: string, upTo: string, order: string) => ({
    further: connection.prepare(
      `SELECT ${columns.map((column, index) => `CAST(${column} AS ${key[index]?.type === 'text' ? 'BLOB' : 'INTEGER'}) AS k${index}`).join(', ')}
       FROM ${from} WHERE ${tuple} ${beyond} ${given} AND ${tuple} ${beyond === '>' ? '<' : '>'} ${given}
       ORDER BY ${columns.map((column) => `${column} ${order}`).join(', ')} LIMIT 1 OFFSET ?`,
    ),
    keep: connection.prepare(
      `INSERT OR IGNORE INTO fresh.${name} SELECT * FROM ${from} WHERE ${tuple} ${beyond} ${given} AND ${tuple} ${upTo} ${given}`,
    ),
  });
  const one = connection.prepare(
    `INSERT OR IGNORE INTO fresh.${name} SELECT * FROM ${from} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')}`,
  );
  const byDirection: Readonly<Record<Direction, ReturnType<typeof statements>>> = {
    up: statements('>', '<=', 'ASC'),
    down: statements('<', '>=', 'DESC'),
  };
  return {
    types: key.map(({ type }) => type),
    further: (at, to, direction, step) => {
      // Not `get`: after a fault it goes on with the values of the call before.
      const [row] = byDirection[direction].further.all([...at, ...to, step - 1]) as readonly Readonly<
        Record<string, unknown>
      >[];
      return row ? columns.map((_, index) => cellOf(row[`k${index}`])) : null;
    },
    keep: (at, to, direction) => void byDirection[direction].keep.run([...at, ...to] as Value[]),
    keepOne: (row) => void one.run([...row] as Value[]),
  } satisfies Rows;
}

/** A cell of a key: text comes as bytes, because text that is not UTF-8 would end the process. */
const cellOf = (cell: unknown): Value =>
  typeof cell === 'number' ? cell : Buffer.from(cell as Buffer).toString('utf8');
