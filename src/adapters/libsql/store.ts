import { createLru } from '../../domain/lru.ts';
import type { AddressOwner, Store } from '../../ports/store.ts';
import type { Client } from './client.ts';

/** The Store port over the worker thread. `real` is the store's clock. */
export function createStore({ call }: Client, real: () => number, close: () => Promise<void>): Store {
  // Nobody else writes here, and an address never changes hands, so whose it is can be remembered.
  const owners = createLru<AddressOwner>(10_000);
  const findByAddress = async (hash: string): Promise<AddressOwner | null> => {
    const found = await call('findByAddress', hash);
    if (found) owners.set(hash, found);
    return found;
  };
  return {
    sole: true,
    commit: (commit) => call('commit', commit, real()),
    read: (kind, id) => call('read', kind, id),
    findByAddress: async (hash) => owners.get(hash) ?? findByAddress(hash),
    addresses: (page) => call('addresses', page),
    waiting: ({ after, limit }) => call('waiting', after, limit),
    claim: ({ worker, limit }) => call('claim', worker, limit, real()),
    renew: (lease) => call('renew', lease, real()),
    settle: (lease, outcomes) => call('settle', lease, outcomes, real()),
    due: ({ at, limit }) => call('due', at, limit),
    records: ({ stream, after, limit }) => call('records', stream, after, limit),
    allRecords: ({ after, limit }) => call('allRecords', after.stream, after.seq, limit),
    list: (kind, page) => call('list', kind, page),
    count: (kind) => call('count', kind),
    check: () => call('check', real()),
    nextEntryAt: () => call('nextEntryAt', real()),
    close,
  };
}
