import type { Store } from '../../ports/store.ts';
import type { Client } from './client.ts';

/** The Store port over the worker thread. `real` is the store's clock. */
export const createStore = ({ call }: Client, real: () => number, close: () => Promise<void>): Store => ({
  commit: (commit) => call('commit', commit, real()),
  read: (kind, id) => call('read', kind, id),
  findByAddress: (hash) => call('findByAddress', hash),
  claim: ({ worker, limit }) => call('claim', worker, limit, real()),
  renew: (lease) => call('renew', lease, real()),
  settle: (lease, outcomes) => call('settle', lease, outcomes, real()),
  due: ({ at, limit }) => call('due', at, limit),
  records: ({ stream, after, limit }) => call('records', stream, after, limit),
  list: (kind) => call('list', kind),
  nextEntryAt: () => call('nextEntryAt', real()),
  close,
});
