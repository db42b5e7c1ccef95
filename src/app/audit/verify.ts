import { type ChainEntry, type ChainHead, chainStart } from '../../domain/audit.ts';
import type { Json } from '../../domain/frame.ts';
import type { Keys, Seals } from '../../ports/keys.ts';
import {
  type AggregateKind,
  livingKinds,
  type Store,
  type StoredAggregate,
  type StoredRecord,
} from '../../ports/store.ts';
import type { Vault } from '../aggregates/vault.ts';
import { nullUnlessStore } from '../faults.ts';
import { type Break, broken, digestOf, endsAt, type Verdict, verifyNext } from './chain.ts';
import { auditStream, detailsOf, entryOf } from './record.ts';
import { createRestVerifier, type RestFault } from './verify-rest.ts';
import { createRowVerifier, type RowFault, type RowVerifier } from './verify-row.ts';

/** A chain that does not verify, and its first entry that is wrong. */
export interface BrokenChain extends Break {
  readonly kind: AggregateKind;
  readonly id: string;
}

/** The row of an aggregate that does not verify. */
export interface BrokenRow {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly why: RowFault;
}

export type Finding = BrokenChain | BrokenRow | RestFault;

/**
 * What was verified so far. `total` counts aggregates, `erased` those whose head cannot be read any more, `records` the
 * records read. `lagged` rows were newer than the register, `first` ones are authenticated from now on.
 */
export interface AuditReport {
  readonly total: number;
  readonly chains: number;
  readonly entries: number;
  readonly erased: number;
  readonly records: number;
  readonly lagged: number;
  readonly first: number;
  readonly broken: readonly Finding[];
}

/** An entry of a chain, with its facts; null when their key was destroyed. */
export type AuditEntry = Omit<ChainEntry, 'prev' | 'hash' | 'digest'> & {
  readonly facts: Readonly<Record<string, Json>> | null;
};

export interface Auditing extends RowVerifier {
  /**
   * Verifies every couple, alert and request and its audit chain, whether any is missing, every address, all that waits to go out,
   * and every record. What is broken is named, and the rest still verified. `onProgress` hears of each page.
   */
  verifyAudit(onProgress?: (report: AuditReport) => void): Promise<AuditReport>;
  /** Entries of one aggregate's chain after a number, in order. */
  audit(kind: AggregateKind, id: string, after?: number, limit?: number): Promise<readonly AuditEntry[]>;
}

const chained = [...livingKinds, 'folder'] as const;
const batchSize = 100;
/** How often a chain that looks broken is read again because its aggregate was written meanwhile. */
const attempts = 5;

/** Reads and verifies audit chains, through what keeps them. */
export function createAuditing(store: Store, keys: Keys, vault: Vault, real: () => number = Date.now): Auditing {
  const rows = createRowVerifier(store, keys, vault);
  const rest = createRestVerifier(store, keys, vault, real);

  async function* entriesOf(stream: string): AsyncGenerator<StoredRecord> {
    for (let after = 0; ; ) {
      const records = await store.records({ stream, after, limit: batchSize });
      yield* records;
      const last = records.at(-1);
      if (!last || records.length < batchSize) return;
      after = last.seq;
    }
  }

  /** The entry of a record, held against its sealed details where their key is there. */
  async function checked(record: StoredRecord, seals: Seals | null, n: number): Promise<ChainEntry | Verdict> {
    const read = attempt(() => entryOf(record));
    if (!read) return broken(n, 'unreadable');
    if (!seals?.[read.sealed.owner.part]) return read.entry;
    const details = await detailsOf(vault, read.sealed).catch(nullUnlessStore);
    return details && digestOf(details) === read.entry.digest ? read.entry : broken(n, 'details-changed');
  }

  async function verifyOnce(stored: StoredAggregate, seals: Seals | null): Promise<Verdict> {
    let last: ChainHead = chainStart;
    for await (const record of entriesOf(auditStream(stored.kind, stored.id))) {
      const entry = await checked(record, seals, last.n + 1);
      const verdict = 'ok' in entry ? entry : verifyNext(last, entry);
      if (!verdict.ok) return verdict;
      last = verdict.head;
    }
    if (!seals?.shared) return endsAt(last, null);
    const head = attempt(() => vault.headOf(stored, seals));
    return head ? endsAt(last, head) : broken(last.n + 1, 'state-changed');
  }

  /** A chain that grew while it was read only looks broken: it is read again with its new state. */
  async function verifyOne(found: StoredAggregate): Promise<Verdict & { readonly erased: boolean }> {
    let stored = found;
    for (let left = attempts; ; left -= 1) {
      const seals = await keys.read(stored.kind, stored.id).catch(nullUnlessStore);
      const verdict = { ...(await verifyOnce(stored, seals)), erased: !seals?.shared };
      if (verdict.ok || left === 0) return verdict;
      const now = await store.read(stored.kind, stored.id);
      if (!now || now.version === stored.version) return verdict;
      stored = now;
    }
  }

  async function* aggregates(): AsyncGenerator<StoredAggregate> {
    for (const kind of chained) {
      for (let after = ''; ; ) {
        const found = await store.scan(kind, { after, limit: batchSize });
        yield* found;
        if (found.length < batchSize) break;
        after = found.at(-1)?.id ?? after;
      }
    }
  }

  /** Aggregates that the register knows and the store has not. */
  async function* missing(seen: ReadonlySet<string>): AsyncGenerator<BrokenRow> {
    for (const kind of chained) {
      for (let after = ''; ; ) {
        const heads = await keys.heads.list(kind, { after, limit: batchSize });
        for (const { id } of heads) {
          const verdict = seen.has(`${kind}|${id}`) ? null : await rows.verifyAggregate(kind, id);
          if (verdict && !verdict.ok) yield { kind, id, why: verdict.why };
        }
        if (heads.length < batchSize) break;
        after = heads.at(-1)?.id ?? after;
      }
    }
  }

  return {
    ...rows,
    async verifyAudit(onProgress = () => {}) {
      const counts = await Promise.all(chained.map((kind) => store.count(kind)));
      const total = counts.reduce((sum, each) => sum + each, 0);
      const report = { total, chains: 0, entries: 0, erased: 0, records: 0, lagged: 0, first: 0 };
      const found: Finding[] = [];
      const seen = new Set<string>();
      for await (const stored of aggregates()) {
        const { kind, id } = stored;
        seen.add(`${kind}|${id}`);
        const row = await rows.verifyAggregate(kind, id);
        if (!row.ok) found.push({ kind, id, why: row.why });
        else if (row.noted !== 'no') report[row.noted] += 1;
        const verdict = await verifyOne(stored);
        report.chains += 1;
        if (verdict.erased) report.erased += 1;
        if (verdict.ok) report.entries += verdict.head.n;
        // A state that does not open is its row's fault, which is named already.
        else if (row.ok || verdict.broken.why !== 'state-changed') found.push({ kind, id, ...verdict.broken });
        found.push(...(await rest.missingOf(stored)));
        if (report.chains % batchSize === 0) onProgress({ ...report, broken: found });
      }
      const onRead = (count: number): void => {
        report.records += count;
        onProgress({ ...report, broken: found });
      };
      for (const walk of [missing(seen), rest.addresses(), rest.outbox(), rest.records(onRead)])
        for await (const finding of walk) found.push(finding);
      await keys.heads.flush();
      return { ...report, broken: found };
    },
    async audit(kind, id, after = 0, limit = 500) {
      const records = await store.records({ stream: auditStream(kind, id), after, limit });
      return Promise.all(
        records.map(async (record) => {
          const { entry, sealed } = entryOf(record);
          const { n, at, of, by, event } = entry;
          const details = await detailsOf(vault, sealed).catch(nullUnlessStore);
          return { n, at, of, by, event, facts: details?.facts ?? null };
        }),
      );
    },
  };
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
