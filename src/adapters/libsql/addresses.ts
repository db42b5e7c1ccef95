import { CoachError } from '../../domain/errors.ts';
import type { AddressOwner, Commit, Page } from '../../ports/store.ts';
import type { Database } from './database.ts';

export type Addresses = ReturnType<typeof createAddresses>;

/** Who each address belongs to. An address has one owner. */
export function createAddresses(db: Database) {
  const one = db.prepare<AddressOwner>('SELECT id, side, mac FROM addresses WHERE hash = ?');
  const put = db.prepare('INSERT OR IGNORE INTO addresses VALUES (?, ?, ?, ?)');
  const some = db.prepare<AddressOwner & { readonly hash: string }>(
    'SELECT hash, id, side, mac FROM addresses WHERE hash > ? ORDER BY hash LIMIT ?',
  );
  const find = (hash: string): AddressOwner | null => {
    const row = one.get(hash);
    return row ? { id: row.id, side: row.side, mac: row.mac } : null;
  };

  return {
    find,
    list: ({ after, limit }: Page) =>
      some.all(after, limit).map(({ hash, id, side, mac }) => ({ hash, id, side, mac })),
    /**
     * Gives the commit's addresses to their owner, within the commit's transaction. What is theirs already stays.
     * @throws CoachError `ADDRESS_TAKEN` when one is another's.
     */
    give: ({ id, addresses = [] }: Commit): void => {
      for (const { hash, side, mac } of addresses) {
        put.run(hash, id, side, mac ?? null);
        const owner = find(hash);
        if (owner?.id !== id || owner.side !== side) {
          throw new CoachError('ADDRESS_TAKEN', 'This address belongs to another partner.');
        }
      }
    },
  };
}
