import { canonical } from '../domain/audit.ts';
import type { Keys } from '../ports/keys.ts';
import type { AddressDraft, StoredAggregate } from '../ports/store.ts';

/** A row as it is to be written, or as it was read. */
export type Row = Omit<StoredAggregate, 'mac'>;

type Digests = Pick<Keys, 'digest'>;

/** What authenticates an aggregate's row: every cell of it, the sealed parts as they are stored. */
export function rowMac({ digest }: Digests, { kind, id, version, sealed, facets, wakeAt, urgentAt }: Row): string {
  // Rows of before there was an urgent instant have none.
  const instants = urgentAt === null ? wakeAt : [wakeAt, urgentAt];
  const cells = [kind, id, String(version), canonical(facets), JSON.stringify(instants)];
  // No cell but the facets, which are JSON, may hold a line break.
  return digest('row', [...cells, sealed.shared ?? '', sealed.a ?? '', sealed.b ?? ''].join('\n'));
}

/** An address as it is given to its owner, authenticated. */
export const ownedBy = (keys: Digests, id: string, { hash, side }: AddressDraft): AddressDraft & { mac: string } => ({
  hash,
  side,
  mac: keys.digest('owner', `${hash}|${id}|${side}`),
});
