import { type AddressDraft, type AddressOwner, type Commit, reservationMs } from '../../ports/store.ts';
import type { Database } from './database.ts';

interface Row extends AddressOwner {
  readonly reservedAt: number;
}

export type Addresses = ReturnType<typeof createAddresses>;

/** Who each address belongs to. An address has one owner. */
export function createAddresses(db: Database) {
  const one = db.prepare<Row>('SELECT id, side, reservedAt FROM addresses WHERE hash = ?');
  const put = db.prepare('INSERT OR REPLACE INTO addresses (hash, id, side, reservedAt) VALUES (?, ?, ?, ?)');
  const couple = db.prepare<{ readonly id: string }>("SELECT id FROM aggregates WHERE kind = 'couple' AND id = ?");
  const isSame = (left: AddressOwner, right: AddressOwner): boolean => left.id === right.id && left.side === right.side;
  const exists = ({ id }: AddressOwner): boolean => couple.get(id) !== undefined;

  return {
    find: (hash: string): AddressOwner | null => {
      const row = one.get(hash);
      return row && exists(row) ? { id: row.id, side: row.side } : null;
    },
    reserve: (address: AddressDraft, id: string, instead: AddressOwner | undefined, now: number) =>
      db.transaction(() => {
        const wanted = { id, side: address.side };
        const row = one.get(address.hash);
        const held = row && !isSame(row, wanted);
        const old = row && now - row.reservedAt >= reservationMs;
        const falls = row && old && (!exists(row) || (instead && isSame(instead, row)));
        if (held && !falls) return { status: 'taken', by: { id: row.id, side: row.side } } as const;
        put.run(address.hash, id, address.side, now);
        return { status: 'reserved' } as const;
      }),
    /** Whether every address of a commit is its aggregate's. Within the commit's transaction. */
    areOf: ({ id, addresses = [] }: Commit): boolean =>
      addresses.every(({ hash, side }) => {
        const row = one.get(hash);
        return row !== undefined && isSame(row, { id, side });
      }),
  };
}
