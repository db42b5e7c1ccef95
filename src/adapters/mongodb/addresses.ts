import {
  type AddressDraft,
  type AddressOwner,
  type Commit,
  type Page,
  reservationMs,
  type Store,
} from '../../ports/store.ts';
import { type AddressDoc, type Collections, docId } from './documents.ts';
import { answered, isTaken } from './faults.ts';

type Pair = Pick<AddressOwner, 'id' | 'side'>;
type Reserved = Awaited<ReturnType<Store['reserveAddress']>>;

const ownerOf = ({ id, side, mac }: AddressOwner): AddressOwner => ({ id, side, mac });
const isSame = (left: Pair, right: Pair): boolean => left.id === right.id && left.side === right.side;

/** Who each address belongs to: `_id` is its hash, so that there is one owner across all shards. */
export function createAddresses({ addresses, aggregates }: Collections) {
  const exists = async ({ id }: Pair): Promise<boolean> =>
    (await aggregates.findOne({ _id: docId('couple', id), version: { $gt: 0 } }, { projection: { _id: 1 } })) !== null;

  const fallsTo = async (row: AddressDoc, instead: Pair | undefined, now: number): Promise<boolean> => {
    if (now - row.reservedAt < reservationMs) return false;
    return (instead !== undefined && isSame(instead, row)) || !(await exists(row));
  };

  /** Puts an address where it is still as it was read. */
  const put = async (row: AddressDoc | null, next: AddressDoc): Promise<boolean> => {
    const { _id, ...fields } = next;
    if (row) {
      const guard = { _id, id: row.id, side: row.side, reservedAt: row.reservedAt };
      return (await addresses.updateOne(guard, { $set: fields })).matchedCount === 1;
    }
    return addresses.insertOne(next).then(
      () => true,
      (error: unknown) => {
        if (isTaken(error)) return false;
        throw error;
      },
    );
  };

  async function reserve(address: AddressDraft, id: string, instead: Pair | undefined, now: number): Promise<Reserved> {
    const next: AddressDoc = { _id: address.hash, id, side: address.side, mac: address.mac ?? null, reservedAt: now };
    for (;;) {
      const row = await addresses.findOne({ _id: address.hash });
      if (row && !isSame(row, next) && !(await fallsTo(row, instead, now)))
        return { status: 'taken', by: ownerOf(row) };
      if (await put(row, next)) return { status: 'reserved' };
    }
  }

  return {
    reserve: (address: AddressDraft, id: string, instead: Pair | undefined, now: number) =>
      answered(() => reserve(address, id, instead, now)),
    find: (hash: string): Promise<AddressOwner | null> =>
      answered(async () => {
        const row = await addresses.findOne({ _id: hash });
        return row && (await exists(row)) ? ownerOf(row) : null;
      }),
    list: ({ after, limit }: Page) =>
      answered(async () => {
        const rows = await addresses
          .find({ _id: { $gt: after } })
          .sort({ _id: 1 })
          .limit(limit)
          .toArray();
        return rows.map((row) => ({ hash: row._id, ...ownerOf(row) }));
      }),
    /**
     * Whether every address of a commit is its aggregate's. Each is reserved anew: it falls to nobody within a minute, and the
     * commit is done, or given up, long before.
     */
    areOf: ({ id, addresses: wanted = [] }: Commit, now: number): Promise<boolean> =>
      answered(async () => {
        for (const { hash, side } of wanted) {
          const { matchedCount } = await addresses.updateOne({ _id: hash, id, side }, { $set: { reservedAt: now } });
          if (matchedCount === 0) return false;
        }
        return true;
      }),
  };
}
