import type { Clock } from '../../ports/clock.ts';
import type { Keys } from '../../ports/keys.ts';
import { type AggregateKind, livingKinds, type Store } from '../../ports/store.ts';
import { createVault, type Vault } from '../aggregates/vault.ts';
import { noteRestored } from './folder-chain.ts';

const pageSize = 200;
/** How many ids an audit entry holds of each list; the count is always whole. */
const idsAtMost = 500;

interface Kept {
  readonly store: Store;
  readonly keys: Keys;
}

interface Owner {
  readonly kind: AggregateKind;
  readonly id: string;
}

/** What a restored folder lacks: aggregates that one of its files knows of and the other has not. */
export interface Lacking {
  readonly withoutKeys: readonly Owner[];
  readonly withoutState: readonly Owner[];
}

/** What follows from taking a row, or an entry without a row, as it is. `behind`: it is older than the register knew. */
interface Difference extends Owner {
  readonly behind: boolean;
  take(): Promise<void>;
}

/** Aggregates that are older than the register of heads knew. Changes nothing. */
export async function olderThanKnown(kept: Kept): Promise<readonly Owner[]> {
  const found: Owner[] = [];
  for await (const { kind, id, behind } of differences(kept, createVault(kept.store, kept.keys)))
    if (behind) found.push({ kind, id });
  return found;
}

/**
 * Takes a folder as it was restored: every row that is genuine is its aggregate's newest from now on, the register forgets
 * those that are gone, and an entry of the folder's audit chain says so with counts and ids. It is on disk when this resolves.
 * Running it again is safe. Gives what is older than the register knew.
 */
export async function acceptRestored(kept: Kept, clock: Clock, lacking: Lacking): Promise<readonly Owner[]> {
  const vault = createVault(kept.store, kept.keys);
  const behind = await olderThanKnown(kept);
  // The entry is first: whatever ends this halfway, it is told that it was begun.
  const lists = { withoutKeys: lacking.withoutKeys, withoutState: lacking.withoutState, behind };
  const facts = Object.entries(lists).map(([name, owners]) => [name, told(owners)] as const);
  await noteRestored(kept, vault, clock, Object.fromEntries(facts));
  for await (const difference of differences(kept, vault)) await difference.take();
  await kept.keys.heads.flush();
  return behind;
}

const told = (owners: readonly Owner[]) => ({
  count: owners.length,
  ids: owners.slice(0, idsAtMost).map(({ kind, id }) => `${kind} ${id}`),
});

/** Where the register says something else than the rows that are genuine. */
async function* differences({ store, keys }: Kept, vault: Vault): AsyncGenerator<Difference> {
  for (const kind of livingKinds) {
    const seen = new Set<string>();
    for (let after = ''; ; ) {
      const rows = await store.scan(kind, { after, limit: pageSize });
      for (const row of rows) {
        const { id, version } = row;
        seen.add(id);
        if ((await vault.genuine(row)) === 'changed') continue;
        const [head, mac] = [await keys.heads.read(kind, id), vault.macOf(row)];
        if (head?.genuine && !head.wentBack && head.version === version && head.mac === mac) continue;
        const behind = head !== null && head.version > version;
        yield { kind, id, behind, take: () => keys.heads.accept({ kind, id, version, mac }) };
      }
      if (rows.length < pageSize) break;
      after = rows.at(-1)?.id ?? after;
    }
    for (let after = ''; ; ) {
      const heads = await keys.heads.list(kind, { after, limit: pageSize });
      for (const { id } of heads)
        if (!seen.has(id)) yield { kind, id, behind: false, take: () => keys.heads.forget(kind, id) };
      if (heads.length < pageSize) break;
      after = heads.at(-1)?.id ?? after;
    }
  }
}
