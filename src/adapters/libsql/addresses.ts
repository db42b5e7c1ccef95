import { CoachError } from '../../domain/errors.ts';
import type { Commit, Store } from '../../ports/store.ts';
import type { Database } from './database.ts';

type Owner = NonNullable<Awaited<ReturnType<Store['findByAddress']>>>;

export type Addresses = ReturnType<typeof createAddresses>;

/** Who each address belongs to. An address has one owner. */
export function createAddresses(db: Database) {
  const one = db.prepare<Owner>('SELECT id, side FROM addresses WHERE hash = ?');
  const put = db.prepare('INSERT OR IGNORE INTO addresses VALUES (?, ?, ?)');
  const find = (hash: string): Owner | null => {
    const row = one.get(hash);
    return row ? { id: row.id, side: row.side } : null;
  };

  return {
    find,
    /**
     * Gives the commit's addresses to their owner, within the commit's transaction. What is theirs already stays.
     * @throws CoachError `ADDRESS_TAKEN` when one is another's.
     */
    give: ({ id, addresses = [] }: Commit): void => {
      for (const { hash, side } of addresses) {
        put.run(hash, id, side);
        const owner = find(hash);
        if (owner?.id !== id || owner.side !== side) {
          throw new CoachError('ADDRESS_TAKEN', 'This address belongs to another partner.');
        }
      }
    },
  };
}
