import { audited, chainStart } from '../../domain/audit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Keys } from '../../ports/keys.ts';
import { type AggregateKind, parts, type Store, type StoredAggregate } from '../../ports/store.ts';
import { createVault, type Vault } from '../aggregates/vault.ts';
import { createTrail } from './record.ts';

const pageSize = 200;

/** The one aggregate of kind `folder`: what was done to the data folder as a whole stands in its audit chain. */
const folder = { kind: 'folder', id: 'folder' } as const;

interface Kept {
  readonly store: Store;
  readonly keys: Keys;
}

/** What a restored folder lacks: aggregates that one of its files knows of and the other has not. */
export interface Lacking {
  readonly withoutKeys: number;
  readonly withoutState: number;
}

/**
 * Takes a folder as it was restored: every row that is genuine is its aggregate's newest from now on, the register forgets
 * those that are gone, and an entry of the folder's audit chain says so. Gives how many rows are older than the register knew.
 */
export async function acceptRestored({ store, keys }: Kept, clock: Clock, lacking: Lacking): Promise<number> {
  const vault = createVault(store, keys);
  let behind = 0;
  for (const kind of ['couple', 'alert'] as const) behind += await acceptHeads({ store, keys }, vault, kind);
  await note({ store, keys }, vault, clock, { ...lacking, behind });
  await keys.heads.flush();
  return behind;
}

async function acceptHeads({ store, keys }: Kept, vault: Vault, kind: AggregateKind): Promise<number> {
  let behind = 0;
  const seen = new Set<string>();
  for (let after = ''; ; ) {
    const rows = await store.scan(kind, { after, limit: pageSize });
    for (const row of rows) {
      seen.add(row.id);
      if ((await vault.genuine(row)) === 'changed') continue;
      const head = await keys.heads.read(kind, row.id);
      if (head?.genuine && head.version === row.version) continue;
      if (head && head.version > row.version) behind += 1;
      await keys.heads.accept({ kind, id: row.id, version: row.version, mac: vault.macOf(row) });
    }
    if (rows.length < pageSize) break;
    after = rows.at(-1)?.id ?? after;
  }
  for (let after = ''; ; ) {
    const heads = await keys.heads.list(kind, { after, limit: pageSize });
    for (const { id } of heads) if (!seen.has(id)) await keys.heads.forget(kind, id);
    if (heads.length < pageSize) return behind;
    after = heads.at(-1)?.id ?? after;
  }
}

/** Adds an entry to the folder's audit chain. */
async function note({ store, keys }: Kept, vault: Vault, clock: Clock, facts: Record<string, number>): Promise<void> {
  const seals = await keys.create(folder.kind, folder.id, ['shared']);
  const stored = await store.read(folder.kind, folder.id);
  const record = audited({ of: 'system', event: 'restored', by: 'system', at: clock.now(), facts });
  const head = stored ? vault.headOf(stored, seals) : chainStart;
  const chained = createTrail(vault, clock).extend(seals, folder, head, [record]);
  const expect = stored?.version ?? 0;
  const [part] = parts;
  const sealed = {
    [part]: seals.shared?.seal(`${folder.kind}|${folder.id}|${part}`, JSON.stringify({ audit: chained?.head })),
  };
  const row = { ...folder, sealed, facets: {}, wakeAt: null, urgentAt: null } as Omit<
    StoredAggregate,
    'version' | 'mac'
  >;
  const mac = vault.macOf({ ...row, version: expect + 1 });
  await store.commit({ ...row, mac, expect, effects: [], records: chained?.drafts ?? [], worker: 'restore' });
  keys.heads.note({ ...folder, version: expect + 1, mac });
}
