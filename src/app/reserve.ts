import type { Couple } from '../domain/couple.ts';
import type { Partner } from '../domain/partner.ts';
import type { Keys } from '../ports/keys.ts';
import type { AddressDraft, AddressOwner, Store } from '../ports/store.ts';
import { ownedBy } from './authentic.ts';

/** A couple as this process knows it. */
type Known = (id: string) => Promise<{ readonly state: Couple } | null>;

/**
 * Reserves an address for a couple before the commit that gives it, also instead of an owner that does not use it. Whether
 * it is this couple's now. An owner that cannot be read keeps what it has.
 */
export async function reserve(
  { store, keys, known }: { readonly store: Pick<Store, 'reserveAddress'>; readonly keys: Keys; readonly known: Known },
  id: string,
  draft: AddressDraft,
  isUsedBy: (partner: Partner) => boolean = () => true,
): Promise<boolean> {
  const address = ownedBy(keys, id, draft);
  const first = await store.reserveAddress({ address, id });
  if (first.status === 'reserved') return true;
  if (await keeps(first.by, known, isUsedBy)) return false;
  return (await store.reserveAddress({ address, id, instead: first.by })).status === 'reserved';
}

async function keeps({ id, side }: AddressOwner, known: Known, isUsedBy: (partner: Partner) => boolean) {
  try {
    const partner = (await known(id))?.state[side];
    return partner ? isUsedBy(partner) : false;
  } catch {
    return true;
  }
}
