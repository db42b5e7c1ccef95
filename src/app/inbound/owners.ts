import type { Couple } from '../../domain/couple.ts';
import { CoachError } from '../../domain/errors.ts';
import { type Side, sides } from '../../domain/partner.ts';
import type { AddressOwner } from '../../ports/store.ts';
import { ownedBy } from '../aggregates/authentic.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Deps } from '../deps.ts';
import { addressDigest, caseDigest } from '../digests.ts';
import { isStoreFault } from '../faults.ts';

type Found = { readonly id: string; readonly side: Side };

/** What is kept of each address of a couple, by its own sealed state: addresses, open invites, the case code. */
export function addressesOf(deps: Pick<Deps, 'keys'>, couple: Couple): ReadonlyMap<string, Side> {
  const known = new Map<string, Side>();
  if (couple.shared.status === 'stranger') return known;
  known.set(caseDigest(deps, couple.shared.caseCode), 'a');
  for (const side of sides) {
    for (const { channel, id } of couple[side]?.addresses ?? []) known.set(addressDigest(deps, channel, id), side);
    for (const { digest } of couple[side]?.invites ?? []) known.set(digest, side);
  }
  return known;
}

/** Whether a row says whose an address is as it was written. Pure but for the key. */
export const isGenuine = ({ keys }: Pick<Deps, 'keys'>, hash: string, { id, side, mac }: AddressOwner): boolean =>
  mac === ownedBy(keys, id, { hash, side }).mac;

/** Finds whose an address is, and believes no row that does not authenticate. */
export function createOwners(deps: Deps, couples: Pick<Couples, 'lastKnown'>) {
  const { store, log, health } = deps;

  /** Whose it is by the sealed state of the couple that the row names. */
  async function bySealedState(hash: string, id: string): Promise<Found | null> {
    const couple = await couples.lastKnown(id).catch((error: unknown) => {
      if (isStoreFault(error)) throw error;
      return null;
    });
    const side = couple && addressesOf(deps, couple.state).get(hash);
    return side ? { id, side } : null;
  }

  return {
    /**
     * The couple and side of an address; null when it is nobody's. A row that was changed is reported, and counts only as
     * far as the couple's own sealed state says the same; else the sender is a stranger.
     */
    async find(hash: string): Promise<Found | null> {
      const owner = await store.findByAddress(hash);
      if (!owner) return null;
      const { id, side, mac } = owner;
      if (isGenuine(deps, hash, owner)) return { id, side };
      const found = await bySealedState(hash, id);
      // A row from before addresses were authenticated has no mac, and says what the state says.
      if (mac !== null || found?.side !== side) {
        log.error('address.changed', changed(), { id });
        health.report({ code: 'ADDRESS_CHANGED', about: id, blocks: false });
      }
      return found;
    },
    /** A couple's case code for those who are called: as its row has it, where something genuine says the same. */
    async caseCode(id: string, facet: unknown): Promise<string> {
      const code = String(facet ?? '');
      if (code === `S-${id.slice(0, 6)}`) return code;
      return (await this.find(caseDigest(deps, code)))?.id === id ? code : 'unknown';
    },
  };
}

export type Owners = ReturnType<typeof createOwners>;

const changed = (): CoachError =>
  new CoachError('ADDRESS_CHANGED', 'Whose address this is was changed in the store: restore it from a backup.');
