import { createLru } from '../../domain/lru.ts';
import type { AddressOwner, Store } from '../../ports/store.ts';
import { feedFor } from '../subscriptions/feeds.ts';
import { createSubscriptions } from '../subscriptions/subscriptions.ts';
import type { Client } from './client.ts';

/** How often subscribers read again, ms. This process alone writes, and its commits wake them: the interval is a safety net. */
const everyMs = 30_000;

/** The Store port over the worker thread. `real` is the store's clock. */
export function createStore(
  { call }: Client,
  real: () => number,
  setAside: Store['setAside'],
  close: () => Promise<void>,
): Store {
  // An address that has its aggregate never changes hands, so whose it is can be remembered.
  const owners = createLru<AddressOwner>(10_000);
  const findByAddress = async (hash: string): Promise<AddressOwner | null> => {
    const found = await call('findByAddress', hash);
    if (found) owners.set(hash, found);
    return found;
  };
  const subscriptions = createSubscriptions({
    everyMs,
    records: async (stream, after, limit) =>
      (await call('records', stream, after, limit)).map((record) => ({ seq: record.seq, record })),
    feed: (name, after, limit) => call('feed', name, after, limit),
  });
  return {
    sole: true,
    async commit(commit) {
      const result = await call('commit', commit, real());
      if (result.status === 'committed') {
        subscriptions.wrote(commit.records, result.seqs);
        const feed = feedFor(commit.kind);
        if (feed) subscriptions.changed(feed);
      }
      return result;
    },
    read: (kind, id) => call('read', kind, id),
    findByAddress: async (hash) => owners.get(hash) ?? findByAddress(hash),
    async reserveAddress({ address, id, instead }) {
      const reserved = await call('reserveAddress', address, id, instead, real());
      owners.forget(address.hash);
      return reserved;
    },
    addresses: (page) => call('addresses', page),
    waiting: ({ after, limit }) => call('waiting', after, limit),
    claim: ({ worker, limit }) => call('claim', worker, limit, real()),
    renew: (lease) => call('renew', lease, real()),
    async settle(lease, outcomes) {
      const result = await call('settle', lease, outcomes, real());
      const records = outcomes.flatMap((outcome) => (outcome.result === 'done' ? outcome.records : []));
      if (result.status === 'settled') subscriptions.wrote(records, null);
      return result;
    },
    claimDue: ({ at, limit }) => call('claimDue', at, limit, real()),
    releaseDue: (claims) => call('releaseDue', claims),
    nextDueAt: () => call('nextDueAt', real()),
    records: ({ stream, after, limit }) => call('records', stream, after, limit),
    streamEnd: (stream) => call('streamEnd', stream),
    allRecords: ({ after, limit }) => call('allRecords', after.stream, after.seq, limit),
    list: (query) => call('list', query),
    scan: (kind, page) => call('scan', kind, page),
    feedEnd: (feed) => call('feedEnd', feed),
    count: (kind, facets = {}) => call('count', kind, facets),
    subscribe: subscriptions.subscribe,
    check: () => call('check', real()),
    setAside,
    nextEntryAt: () => call('nextEntryAt', real()),
    close,
  };
}
