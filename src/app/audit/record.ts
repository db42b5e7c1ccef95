import { type ChainEntry, type ChainHead, chainEntry, chainStart } from '../../domain/audit.ts';
import { CoachError } from '../../domain/errors.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Seals } from '../../ports/keys.ts';
import type { AggregateKind, RecordDraft, StoredRecord } from '../../ports/store.ts';
import type { Vault } from '../aggregates/vault.ts';
import { type Details, link } from './chain.ts';

/** The stream of an aggregate's audit chain. Pure. */
export const auditStream = (kind: AggregateKind, id: string): string => `audit|${kind}|${id}`;

/** What one commit adds to a chain. */
export interface Chained {
  readonly head: ChainHead;
  readonly drafts: readonly RecordDraft[];
}

/** Puts what is audited into an aggregate's chain: the entry in the clear, its details sealed for whom it is about. */
export function createAuditRecorder(vault: Vault, clock: Clock) {
  return {
    /** The chain with the audit records among these; null when there are none. */
    extend(
      seals: Seals,
      { kind, id }: { readonly kind: AggregateKind; readonly id: string },
      head: ChainHead | undefined,
      records: readonly TurnRecord[],
    ): Chained | null {
      let last = head ?? chainStart;
      const drafts: RecordDraft[] = [];
      for (const record of records) {
        if (record.kind !== 'audit') continue;
        const { entry, details } = link(last, record, clock.now());
        last = { n: entry.n, hash: entry.hash };
        const owner = { kind, id, part: record.of === 'system' ? 'shared' : record.of } as const;
        const data = { key: details.key, facts: details.facts };
        const draft = vault.boxRecord(seals, owner, {
          stream: auditStream(kind, id),
          kind: 'audit',
          at: entry.at,
          data,
        });
        drafts.push({ ...draft, box: JSON.stringify({ entry, details: draft.box }) });
      }
      return drafts.length === 0 ? null : { head: last, drafts };
    },
  };
}

export type AuditRecorder = ReturnType<typeof createAuditRecorder>;

/** An entry as stored, and its details still sealed. @throws CoachError `RECORD_UNREADABLE` when it is no entry. Pure. */
export function entryOf(record: StoredRecord): { readonly entry: ChainEntry; readonly sealed: StoredRecord } {
  const { entry, details } = parsed(record.box);
  const read = chainEntry.safeParse(entry);
  if (!read.success || typeof details !== 'string' || !isOf(record, read.data)) throw noEntry(record);
  return { entry: read.data, sealed: { ...record, box: details } };
}

/** The details of an entry. @throws CoachError `RECORD_UNREADABLE` when they cannot be opened. */
export async function detailsOf(vault: Vault, sealed: StoredRecord): Promise<Details> {
  return (await vault.openRecord(sealed)) as unknown as Details;
}

function parsed(box: string): { readonly entry?: unknown; readonly details?: unknown } {
  try {
    return Object(JSON.parse(box)) as { entry?: unknown; details?: unknown };
  } catch {
    return {};
  }
}

/** Whether the row says of itself what its entry says. */
const isOf = ({ stream, at, kind, owner }: StoredRecord, entry: ChainEntry): boolean =>
  kind === 'audit' &&
  stream === auditStream(owner.kind, owner.id) &&
  at === entry.at &&
  owner.part === (entry.of === 'system' ? 'shared' : entry.of);

const noEntry = ({ stream, seq }: StoredRecord): CoachError =>
  new CoachError('RECORD_UNREADABLE', 'This is no entry of an audit chain: restore the store from a backup.', {
    stream,
    seq,
  });
