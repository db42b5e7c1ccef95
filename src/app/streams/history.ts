import type { Couple } from '../../domain/couple.ts';
import type { Json } from '../../domain/frame.ts';
import type { Side } from '../../domain/partner.ts';
import type { Numbered } from '../../ports/store.ts';
import { coupleShape } from '../aggregates/couple.ts';
import { streamOf } from '../aggregates/update.ts';
import type { Vault } from '../aggregates/vault.ts';
import type { Deps } from '../deps.ts';
import { isStoreFault } from '../faults.ts';

/** One stored entry of a stream, opened. */
export interface HistoryEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly data: Readonly<Record<string, Json>>;
}

/** What was stored, opened again. */
export interface History {
  /** Entries of a stream after a number, in order. */
  history(stream: string, after: number, limit?: number): Promise<readonly HistoryEntry[]>;
  /** Values one partner gave, oldest first. */
  facts(
    couple: string,
    side: Side,
  ): Promise<readonly { readonly name: string; readonly value: Json; readonly at: number }[]>;
  /** A couple, opened; null when there is none. */
  couple(id: string): Promise<Couple | null>;
}

/** Stored records, opened. One that cannot be opened any more hides no other: it is left out. */
export async function entriesOf(vault: Vault, records: readonly Numbered[]): Promise<readonly HistoryEntry[]> {
  const opened = await Promise.all(records.map((each) => entryOf(vault, each)));
  return opened.filter((entry) => entry !== null);
}

async function entryOf(vault: Vault, { seq, record }: Numbered): Promise<HistoryEntry | null> {
  try {
    return { seq, at: record.at, kind: record.kind, data: await vault.openRecord(record) };
  } catch (error) {
    if (isStoreFault(error)) throw error;
    return null;
  }
}

/** Reads streams through the vault. */
export function createHistory(deps: Deps, vault: Vault): History {
  async function history(stream: string, after: number, limit = 500): Promise<readonly HistoryEntry[]> {
    for (let last = after; ; ) {
      const records = await deps.store.records({ stream, after: last, limit });
      const entries = await entriesOf(
        vault,
        records.map((record) => ({ seq: record.seq, record })),
      );
      if (entries.length > 0 || records.length < limit) return entries;
      last = records.at(-1)?.seq ?? last;
    }
  }
  return {
    history,
    async facts(couple, side) {
      const entries = await history(streamOf('fact', couple, side), 0, 10_000);
      return entries.map(({ data }) => ({
        name: String(data['name']),
        value: data['value'] ?? null,
        at: Number(data['at']),
      }));
    },
    couple: async (id) => (await vault.read(coupleShape, id))?.state ?? null,
  };
}
