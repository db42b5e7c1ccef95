import { begun } from '../../ports/heads.ts';
import type { Keys } from '../../ports/keys.ts';
import type { AggregateKind, Store, StoredAggregate } from '../../ports/store.ts';
import type { Vault } from '../aggregates/vault.ts';
import { nullUnlessStore } from '../faults.ts';

/** What is wrong with the row of an aggregate. */
export type RowFault =
  /** A cell of it is not as it was written. */
  | 'row-changed'
  /** The register knows of a newer state: the row is an older one. */
  | 'behind'
  /** The register knows of another state of the same version. */
  | 'not-the-newest'
  /** The register never heard of it. */
  | 'no-head'
  /** Its entry in the register is not as it was written. */
  | 'head-changed'
  /** There is no such row, and the register says that there was. */
  | 'missing'
  /** Its keys cannot be opened. */
  | 'keys-unreadable';

export type RowVerdict =
  /** `noted`: the register lagged, or did not have it yet, and has it now. */
  { readonly ok: true; readonly noted: 'no' | 'lagged' | 'first' } | { readonly ok: false; readonly why: RowFault };

const fault = (why: RowFault): RowVerdict => ({ ok: false, why });

/** Verifies stored rows, one at a time. Chains, addresses and what waits are not looked at. */
export function createRowVerifier(store: Pick<Store, 'read'>, keys: Pick<Keys, 'read' | 'heads'>, vault: Vault) {
  const note = (stored: StoredAggregate, noted: 'lagged' | 'first'): RowVerdict => {
    const { kind, id, version } = stored;
    keys.heads.note({ kind, id, version, mac: vault.macOf(stored) });
    return { ok: true, noted };
  };

  /** Whether all its parts open: all that can be said of a row without a mac. */
  async function opens(stored: StoredAggregate): Promise<boolean> {
    const seals = await keys.read(stored.kind, stored.id);
    return vault.partsOpen(stored, seals);
  }

  return {
    /**
     * Whether the row of a couple or an alert is the newest that was written of it. A head that lags is brought up to date.
     * Rejects with `STORE_UNAVAILABLE`.
     */
    async verifyAggregate(kind: AggregateKind, id: string): Promise<RowVerdict> {
      // The head first: a commit meanwhile makes the row newer, never older.
      const head = await keys.heads.read(kind, id);
      const stored = await store.read(kind, id);
      if (head && !head.genuine) return fault('head-changed');
      if (!stored) return head && head.version > begun ? fault('missing') : { ok: true, noted: 'no' };
      if (!head) return fault('no-head');
      const genuine = await vault.genuine(stored);
      if (genuine === 'changed') return fault('row-changed');
      if (head.wentBack || stored.version < head.version) return fault('behind');
      const readable = await opens(stored).catch(nullUnlessStore);
      if (readable === null) return fault('keys-unreadable');
      if (!readable) return fault('row-changed');
      if (genuine === 'not-yet') return note(stored, 'first');
      if (stored.version > head.version) return note(stored, 'lagged');
      return head.mac === vault.macOf(stored) ? { ok: true, noted: 'no' } : fault('not-the-newest');
    },
  };
}

export type RowVerifier = ReturnType<typeof createRowVerifier>;
