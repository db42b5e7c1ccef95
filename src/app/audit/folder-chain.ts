import { audited, type ChainHead, chainStart } from '../../domain/audit.ts';
import type { Json } from '../../domain/frame.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Keys, Seals } from '../../ports/keys.ts';
import type { Store } from '../../ports/store.ts';
import type { Vault } from '../aggregates/vault.ts';
import { isStoreFault } from '../faults.ts';
import { createAuditRecorder } from './record.ts';

/** The aggregate whose audit chain tells what was done to the data folder as a whole. */
const usual = { kind: 'folder', id: 'folder' } as const;

/** A chain of the folder, as it can be gone on with. */
interface Continued {
  readonly id: string;
  readonly version: number;
  readonly head: ChainHead;
  readonly seals: Seals;
}

/**
 * Adds an entry on the folder to its audit chain. Where that one cannot be gone on with, because its row or its keys are of
 * another time, a new chain begins; the old one stays, and `audit verify` reports it. Gives the id of the chain.
 */
export async function noteRestored(
  { store, keys }: { readonly store: Store; readonly keys: Keys },
  vault: Vault,
  clock: Clock,
  facts: Readonly<Record<string, Json>>,
): Promise<string> {
  const { kind } = usual;
  const { id, version, head, seals } = await continued();
  const record = audited({ of: 'system', event: 'restored', by: 'system', at: clock.now(), facts });
  const chained = createAuditRecorder(vault, clock).extend(seals, { kind, id }, head, [record]);
  const sealed = { shared: seals.shared?.seal(`${kind}|${id}|shared`, JSON.stringify({ audit: chained?.head })) ?? '' };
  const row = { kind, id, sealed, facets: {}, wakeAt: null, urgentAt: null } as const;
  const mac = vault.macOf({ ...row, version: version + 1 });
  const records = chained?.drafts ?? [];
  await store.commit({ ...row, mac, expect: version, effects: [], records, worker: 'restore' });
  // The register may know a newer row, which is gone with the file that held it.
  await keys.heads.accept({ kind, id, version: version + 1, mac });
  return id;

  async function continued(): Promise<Continued> {
    try {
      const stored = await store.read(kind, usual.id);
      if (!stored) return await begun(usual.id);
      const seals = (await vault.genuine(stored)) === 'genuine' ? await keys.read(kind, usual.id) : null;
      if (seals) return { id: usual.id, version: stored.version, head: vault.headOf(stored, seals), seals };
    } catch (error) {
      if (isStoreFault(error)) throw error;
    }
    return begun(`${usual.id}-${clock.now()}`);
  }

  async function begun(id: string): Promise<Continued> {
    return { id, version: 0, head: chainStart, seals: await keys.create(kind, id, ['shared']) };
  }
}
