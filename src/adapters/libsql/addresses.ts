import { type AddressDraft, type AddressOwner, type Commit, type Page, reservationMs } from '../../ports/store.ts';
import type { Database } from './database.ts';

interface Row extends AddressOwner {
  readonly reservedAt: number;
}

type Pair = Pick<AddressOwner, 'id' | 'side'>;

export type Addresses = ReturnType<typeof createAddresses>;

/** Who each address belongs to. An address has one owner. */
export function createAddresses(db: Database) {
  const one = db.prepare<Row>('SELECT id, side, mac, reservedAt FROM addresses WHERE hash = ?');
  const put = db.prepare('INSERT OR REPLACE INTO addresses (hash, id, side, mac, reservedAt) VALUES (?, ?, ?, ?, ?)');
  const couple = db.prepare<{ readonly id: string }>("SELECT id FROM aggregates WHERE kind = 'couple' AND id = ?");
  const freeLost = db.prepare(
    `DELETE FROM addresses WHERE reservedAt > ?
     AND NOT EXISTS (SELECT 1 FROM aggregates WHERE kind = 'couple' AND aggregates.id = addresses.id)`,
  );
  const some = db.prepare<AddressOwner & { readonly hash: string }>(
    'SELECT hash, id, side, mac FROM addresses WHERE hash > ? ORDER BY hash LIMIT ?',
  );
  const isSame = (left: Pair, right: Pair): boolean => left.id === right.id && left.side === right.side;
  const exists = ({ id }: Pair): boolean => couple.get(id) !== undefined;
  const ownerOf = ({ id, side, mac }: AddressOwner): AddressOwner => ({ id, side, mac });

  return {
    find: (hash: string): AddressOwner | null => {
      const row = one.get(hash);
      return row && exists(row) ? ownerOf(row) : null;
    },
    list: ({ after, limit }: Page) => some.all(after, limit).map((row) => ({ hash: row.hash, ...ownerOf(row) })),
    reserve: ({ hash, side, mac }: AddressDraft, id: string, instead: Pair | undefined, now: number) =>
      db.transaction(() => {
        const row = one.get(hash);
        const isOthers = row !== undefined && !isSame(row, { id, side });
        const isOld = row !== undefined && now - row.reservedAt >= reservationMs;
        const falls = row !== undefined && isOld && (!exists(row) || (instead !== undefined && isSame(instead, row)));
        if (isOthers && !falls) return { status: 'taken', by: ownerOf(row) } as const;
        put.run(hash, id, side, mac ?? null, now);
        return { status: 'reserved' } as const;
      }),
    /** For the start of an engine that is alone: whoever reserved an address and had not committed yet is gone. */
    freeLost: (now: number): void => db.transaction(() => void freeLost.run(now - 2 * reservationMs)),
    /** Whether every address of a commit is its aggregate's. Within the commit's transaction. */
    areOf: ({ id, addresses = [] }: Commit): boolean =>
      addresses.every(({ hash, side }) => {
        const row = one.get(hash);
        return row !== undefined && isSame(row, { id, side });
      }),
  };
}
