import { CoachError } from '../../domain/errors.ts';
import type { AggregateKind, Commit, Facets, ListPage, ListQuery, Page, StoredAggregate } from '../../ports/store.ts';
import type { Database, Value } from './database.ts';
import { facetCell, indexedFacets } from './facet-cell.ts';

interface Row {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly version: number;
  readonly shared: string | null;
  readonly a: string | null;
  readonly b: string | null;
  readonly facets: string;
  readonly wakeAt: number | null;
  readonly urgentAt: number | null;
  readonly mac: string | null;
}

export type Aggregates = ReturnType<typeof createAggregates>;

/** The states and their versions. */
export function createAggregates(db: Database) {
  const one = db.prepare<Row>('SELECT * FROM aggregates WHERE kind = ? AND id = ?');
  const all = db.prepare<Row>('SELECT * FROM aggregates WHERE kind = ? AND id > ? ORDER BY id LIMIT ?');
  const insert = db.prepare(
    `INSERT INTO aggregates (kind, id, version, shared, a, b, facets, wakeAt, urgentAt, mac)
     VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE aggregates SET version = version + 1, shared = coalesce(?, shared), a = coalesce(?, a), b = coalesce(?, b),
     facets = ?, wakeAt = ?, urgentAt = ?, mac = ? WHERE kind = ? AND id = ? AND version = ?`,
  );

  /** What a commit writes; a part that is null stays as it was. */
  const cells = ({ sealed, facets, wakeAt, urgentAt, mac }: Commit): readonly Value[] => [
    sealed.shared ?? null,
    sealed.a ?? null,
    sealed.b ?? null,
    JSON.stringify(facets),
    wakeAt,
    urgentAt,
    mac ?? null,
  ];
  const create = (commit: Commit): boolean => insert.run(commit.kind, commit.id, ...cells(commit)) > 0;
  const replace = (commit: Commit, expect: number): boolean =>
    update.run(...cells(commit), commit.kind, commit.id, expect) > 0;

  return {
    /** The version after the write; null when somebody else was first. A bare turn writes nothing. */
    write: (commit: Commit): number | null => {
      const { expect } = commit;
      if (expect === null) return one.get(commit.kind, commit.id)?.version ?? 0;
      return (expect === 0 ? create(commit) : replace(commit, expect)) ? expect + 1 : null;
    },
    read: (kind: AggregateKind, id: string): StoredAggregate | null => {
      const row = one.get(kind, id);
      return row ? stored(row) : null;
    },
    scan: (kind: AggregateKind, { after, limit }: Page): readonly StoredAggregate[] =>
      all.all(kind, after, limit).map(stored),
    list: ({ kind, facets = {}, limit, cursor = '', plain }: ListQuery): ListPage => {
      const { conditions, values } = asked(facets);
      const rows = db
        .prepare<Row>(
          `SELECT ${plain ? plainColumns : '*'} FROM aggregates WHERE kind = ? AND id > ?${conditions} ORDER BY id LIMIT ?`,
        )
        .all(kind, cursor, ...values, limit + 1);
      const items = rows.slice(0, limit).map(stored);
      return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    count: (kind: AggregateKind, facets: ListQuery['facets'] = {}): number => {
      const { conditions, values } = asked(facets);
      const counted = db.prepare<{ readonly count: number }>(
        `SELECT count(*) AS count FROM aggregates WHERE kind = ?${conditions}`,
      );
      return counted.get(kind, ...values)?.count ?? 0;
    },
  };
}

/** A row without what is sealed. */
const plainColumns = 'kind, id, version, NULL AS shared, NULL AS a, NULL AS b, facets, wakeAt, urgentAt, mac';

/** What facets ask for, as the end of a condition, and its values. */
function asked(facets: NonNullable<ListQuery['facets']>) {
  const index = indexedFacets.find((name) => Object.hasOwn(facets, name));
  const all = Object.entries(facets).map(([name, values]) => {
    const named = values.filter((value) => value !== null);
    // A sign before a cell keeps its own index out of it: the one that finds the fewest is used.
    const cell = `${name === index ? '' : '+'}${facet(name)}`;
    const among = `${cell} IN (${named.map(() => '?').join(', ')})`;
    // Nothing equals NULL in SQL: who has nothing there is asked for apart.
    return { where: named.length < values.length ? `(${among} OR ${cell} IS NULL)` : among, named };
  });
  return { conditions: all.map(({ where }) => ` AND ${where}`).join(''), values: all.flatMap(({ named }) => named) };
}

/** The plain value of a facet, as the index on it has it. @throws CoachError `NOT_FOUND` for what can be no facet's name. */
function facet(name: string): string {
  if (!/^[a-zA-Z]+$/.test(name)) throw new CoachError('NOT_FOUND', 'There is no such facet.');
  return facetCell(name);
}

const stored = ({ kind, id, version, shared, a, b, facets, wakeAt, urgentAt, mac }: Row): StoredAggregate => ({
  kind,
  id,
  version,
  sealed: { ...(shared !== null && { shared }), ...(a !== null && { a }), ...(b !== null && { b }) },
  facets: facetsOf(facets),
  wakeAt,
  urgentAt,
  mac,
});

/** One row whose facets are no JSON any more hides no other: what authenticates the row finds it. */
function facetsOf(text: string): Facets {
  try {
    const facets: unknown = JSON.parse(text);
    if (typeof facets === 'object' && facets !== null) return facets as Facets;
  } catch {}
  return { unreadable: 1 };
}
