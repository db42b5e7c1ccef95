import type { AggregateKind } from '../../ports/store.ts';
import type { Database } from './database.ts';
import type { FileFacts } from './marker.ts';

/** Facts about the file itself, beside its other tables. */
export const metaSchema = 'CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;';

/** An aggregate as both files know it. */
export interface Owner {
  readonly kind: AggregateKind;
  readonly id: string;
}

/** The facts of both files, and how they are stamped. */
export function createStamps(store: Database, keys: Database) {
  const side = (db: Database, table: string) => {
    const get = db.prepare<{ readonly value: string }>("SELECT value FROM meta WHERE name = 'stamp'");
    const set = db.prepare("INSERT OR REPLACE INTO meta VALUES ('stamp', ?)");
    const count = db.prepare<{ readonly n: number }>(`SELECT count(*) AS n FROM ${table}`);
    const owners = db.prepare<Owner>(`SELECT DISTINCT kind, id FROM ${table}`);
    const facts = (): FileFacts => ({
      stamp: get.get()?.value ?? null,
      rows: count.get()?.n ?? 0,
      before: db.schemaBefore,
      schema: db.schemaNow(),
    });
    return { facts, set: (stamp: string) => db.transaction(() => void set.run(stamp)), owners };
  };
  const [coach, wrapped] = [side(store, 'aggregates'), side(keys, 'wrapped')];
  const less = (all: readonly Owner[], known: readonly Owner[]): readonly Owner[] => {
    const names = new Set(known.map(({ kind, id }) => `${kind}|${id}`));
    return all.filter(({ kind, id }) => !names.has(`${kind}|${id}`)).map(({ kind, id }) => ({ kind, id }));
  };
  return {
    facts: () => ({ coach: coach.facts(), keys: wrapped.facts() }),
    stamp: (coachStamp: string, keysStamp: string): void => {
      wrapped.set(keysStamp);
      coach.set(coachStamp);
    },
    /** What one file knows of and the other has not. */
    missing: () => {
      const [aggregates, keyed] = [coach.owners.all(), wrapped.owners.all()];
      return { withoutKeys: less(aggregates, keyed), withoutState: less(keyed, aggregates) };
    },
  };
}
