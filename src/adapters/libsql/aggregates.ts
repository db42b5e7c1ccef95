import type { AggregateKind, Commit, Facets, Page, Store, StoredAggregate } from '../../ports/store.ts';
import type { Database } from './database.ts';

interface Row {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly version: number;
  readonly shared: string | null;
  readonly a: string | null;
  readonly b: string | null;
  readonly facets: string;
  readonly wakeAt: number | null;
  readonly mac: string | null;
}

type Due = Awaited<ReturnType<Store['due']>>;

export type Aggregates = ReturnType<typeof createAggregates>;

/** The states and their versions. */
export function createAggregates(db: Database) {
  const one = db.prepare<Row>('SELECT * FROM aggregates WHERE kind = ? AND id = ?');
  const all = db.prepare<Row>('SELECT * FROM aggregates WHERE kind = ? AND id > ? ORDER BY id LIMIT ?');
  const number = db.prepare<{ readonly count: number }>('SELECT count(*) AS count FROM aggregates WHERE kind = ?');
  const due = db.prepare<Due[number]>(
    'SELECT kind, id, wakeAt FROM aggregates WHERE wakeAt <= ? ORDER BY wakeAt, id LIMIT ?',
  );
  const insert = db.prepare('INSERT INTO aggregates VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const update = db.prepare(
    `UPDATE aggregates SET version = version + 1, shared = coalesce(?, shared), a = coalesce(?, a), b = coalesce(?, b),
     facets = ?, wakeAt = ?, mac = ? WHERE kind = ? AND id = ? AND version = ?`,
  );

  const create = ({ kind, id, ...row }: Commit): boolean => insert.run(kind, id, ...cells(row)) > 0;

  const replace = ({ kind, id, ...row }: Commit, expect: number): boolean =>
    update.run(...cells(row), kind, id, expect) > 0;

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
    /** A limit of -1 is none. */
    list: (kind: AggregateKind, { after, limit }: Page = { after: '', limit: -1 }): readonly StoredAggregate[] =>
      all.all(kind, after, limit).map(stored),
    count: (kind: AggregateKind): number => number.get(kind)?.count ?? 0,
    due: (at: number, limit: number): Due => due.all(at, limit).map(({ kind, id, wakeAt }) => ({ kind, id, wakeAt })),
  };
}

/** What a commit writes; a part that is null stays as it was. */
const cells = ({ sealed, facets, wakeAt, mac }: Pick<Commit, 'sealed' | 'facets' | 'wakeAt' | 'mac'>) =>
  [sealed.shared ?? null, sealed.a ?? null, sealed.b ?? null, JSON.stringify(facets), wakeAt, mac ?? null] as const;

const stored = ({ kind, id, version, shared, a, b, facets, wakeAt, mac }: Row): StoredAggregate => ({
  kind,
  id,
  version,
  sealed: { ...(shared !== null && { shared }), ...(a !== null && { a }), ...(b !== null && { b }) },
  facets: facetsOf(facets),
  wakeAt,
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
