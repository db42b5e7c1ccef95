import type { Keys } from '../../ports/keys.ts';
import { parts, type Store, type StoredAggregate, type StoredRecord, type Waiting } from '../../ports/store.ts';
import { coupleShape } from '../aggregates/couple.ts';
import type { Vault } from '../aggregates/vault.ts';
import { nullUnlessStore } from '../faults.ts';
import { addressesOf, isGenuine } from '../inbound/owners.ts';

/** What is wrong with something that is not the row of an aggregate. `id` is the aggregate's it belongs to. */
export interface RestFault {
  readonly kind: string;
  readonly id: string;
  readonly n?: number;
  readonly why:
    | 'address-changed'
    | 'address-missing'
    | 'box-changed'
    | 'without-lane'
    | 'put-off'
    | 'record-changed'
    | 'record-missing';
}

const batchSize = 200;
/** How far off an entry's next try may be, ms: no channel asks for more. */
const farOff = 86_400_000;

/** Verifies addresses, what waits, and the records that are in no chain. */
export function createRestVerifier(store: Store, keys: Keys, vault: Vault, real: () => number) {
  const couple = async (id: string) => {
    const stored = await store.read('couple', id);
    return stored && vault.opened(coupleShape, stored, await keys.read('couple', id)).state;
  };

  /** Addresses that a couple's sealed state names and the store does not give to it. */
  async function missingOf(stored: StoredAggregate): Promise<readonly RestFault[]> {
    const { kind, id } = stored;
    const state = await keys
      .read(kind, id)
      .then((seals) => vault.opened(coupleShape, stored, seals).state)
      .catch(nullUnlessStore);
    const faults: RestFault[] = [];
    for (const [hash, side] of state ? addressesOf({ keys }, state) : []) {
      const owner = await store.findByAddress(hash);
      // One that says something else is found as a row that was changed.
      if (!owner) faults.push({ kind, id, why: 'address-missing' });
      else if ((owner.id !== id || owner.side !== side) && isGenuine({ keys }, hash, owner))
        faults.push({ kind, id, why: 'address-changed' });
    }
    return faults;
  }

  async function* addresses(): AsyncGenerator<RestFault> {
    for (let after = ''; ; ) {
      const found = await store.addresses({ after, limit: batchSize });
      for (const { hash, ...owner } of found) {
        if (isGenuine({ keys }, hash, owner)) continue;
        const state = owner.mac === null ? await couple(owner.id).catch(nullUnlessStore) : null;
        if (state && addressesOf({ keys }, state).get(hash) === owner.side) continue;
        yield { kind: 'couple', id: owner.id, why: 'address-changed' };
      }
      if (found.length < batchSize) return;
      after = found.at(-1)?.hash ?? after;
    }
  }

  async function wrongWith({ kind, id, entry }: Waiting): Promise<RestFault | null> {
    if (kind === null) return { kind: 'outbox', id: entry.id, why: 'without-lane' };
    if (!(entry.at - real() < farOff)) return { kind, id, why: 'put-off' };
    const opened = await vault.openEffect({ kind, id }, entry).catch(nullUnlessStore);
    return opened ? null : { kind, id, why: 'box-changed' };
  }

  async function* outbox(): AsyncGenerator<RestFault> {
    for (let after = 0; ; ) {
      const found = await store.waiting({ after, limit: batchSize });
      for (const each of found) {
        const fault = await wrongWith(each);
        if (fault) yield fault;
      }
      if (found.length < batchSize) return;
      after = found.at(-1)?.seq ?? after;
    }
  }

  /** Whether a record opens. What the store wrote itself has no seal of its own; an erased part has no key. */
  async function opens(record: StoredRecord): Promise<boolean> {
    if (record.kind === 'audit' || record.kind === 'dead_letter' || record.kind === 'outcome_unknown') return true;
    const opened = await vault.openRecord(record).then(
      () => true,
      () => false,
    );
    if (opened) return true;
    const { kind, id, part } = record.owner;
    if (!parts.includes(part)) return false;
    const seals = await keys.read(kind, id).catch(nullUnlessStore);
    // Without the aggregate's keys nothing was ever sealed but by the machinery's.
    return seals !== null && !seals[part] && !record.box.startsWith('es');
  }

  async function* records(onRead: (count: number) => void): AsyncGenerator<RestFault> {
    for (let last = { stream: '', seq: 0 }; ; ) {
      const found = await store.allRecords({ after: last, limit: batchSize });
      for (const record of found) {
        const { stream, seq, owner } = record;
        const next = stream === last.stream ? last.seq + 1 : 1;
        const at = { kind: owner.kind, id: owner.id, n: seq };
        if (seq !== next && record.kind !== 'audit') yield { ...at, why: 'record-missing' };
        if (!(await opens(record))) yield { ...at, why: 'record-changed' };
        last = { stream, seq };
      }
      onRead(found.length);
      if (found.length < batchSize) return;
    }
  }

  return { missingOf, addresses, outbox, records };
}
