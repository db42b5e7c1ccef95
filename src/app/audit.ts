import { type ChainEntry, type ChainHead, chainStart } from '../domain/audit.ts';
import type { Json } from '../domain/frame.ts';
import type { Keys, Seals } from '../ports/keys.ts';
import type { AggregateKind, Store, StoredAggregate, StoredRecord } from '../ports/store.ts';
import { type Break, broken, digestOf, endsAt, follow, type Verdict } from './chain.ts';
import { auditStream, detailsOf, entryOf } from './trail.ts';
import type { Vault } from './vault.ts';

/** A chain that does not verify, and its first entry that is wrong. */
export interface BrokenChain extends Break {
  readonly kind: AggregateKind;
  readonly id: string;
}

/** What was verified so far. `total` counts aggregates, `erased` those whose head cannot be read any more. */
export interface AuditReport {
  readonly total: number;
  readonly chains: number;
  readonly entries: number;
  readonly erased: number;
  readonly broken: readonly BrokenChain[];
}

/** An entry of a chain, with its facts; null when their key was destroyed. */
export type AuditEntry = Omit<ChainEntry, 'prev' | 'hash' | 'digest'> & {
  readonly facts: Readonly<Record<string, Json>> | null;
};

export interface Auditing {
  /** Verifies the audit chain of every couple and alert, a page at a time. `onProgress` hears of each page. */
  verifyAudit(onProgress?: (report: AuditReport) => void): Promise<AuditReport>;
  /** Entries of one aggregate's chain after a number, in order. */
  audit(kind: AggregateKind, id: string, after?: number, limit?: number): Promise<readonly AuditEntry[]>;
}

const chained = ['couple', 'alert'] as const;
const page = 100;
/** How often a chain that looks broken is read again because its aggregate was written meanwhile. */
const attempts = 5;

/** Reads and verifies audit chains, through what keeps them. */
export function createAuditing(store: Store, keys: Keys, vault: Vault): Auditing {
  async function* entriesOf(stream: string): AsyncGenerator<StoredRecord> {
    for (let after = 0; ; ) {
      const records = await store.records({ stream, after, limit: page });
      yield* records;
      const last = records.at(-1);
      if (!last || records.length < page) return;
      after = last.seq;
    }
  }

  /** The entry of a record, held against its sealed details where their key is there. */
  async function checked(record: StoredRecord, seals: Seals | null, n: number): Promise<ChainEntry | Verdict> {
    const read = attempt(() => entryOf(record));
    if (!read) return broken(n, 'unreadable');
    if (!seals?.[read.sealed.owner.part]) return read.entry;
    const details = await detailsOf(vault, read.sealed).catch(() => null);
    return details && digestOf(details) === read.entry.digest ? read.entry : broken(n, 'details-changed');
  }

  async function verifyOnce(stored: StoredAggregate, seals: Seals | null): Promise<Verdict> {
    let last: ChainHead = chainStart;
    for await (const record of entriesOf(auditStream(stored.kind, stored.id))) {
      const entry = await checked(record, seals, last.n + 1);
      const verdict = 'ok' in entry ? entry : follow(last, entry);
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
      const seals = await keys.read(stored.kind, stored.id);
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
        const found = await store.scan(kind, { after, limit: page });
        yield* found;
        if (found.length < page) break;
        after = found.at(-1)?.id ?? after;
      }
    }
  }

  return {
    async verifyAudit(onProgress = () => {}) {
      const counts = await Promise.all(chained.map((kind) => store.count(kind)));
      const report = { total: counts.reduce((sum, each) => sum + each, 0), chains: 0, entries: 0, erased: 0 };
      const found: BrokenChain[] = [];
      for await (const stored of aggregates()) {
        const verdict = await verifyOne(stored);
        report.chains += 1;
        if (verdict.erased) report.erased += 1;
        if (verdict.ok) report.entries += verdict.head.n;
        else found.push({ kind: stored.kind, id: stored.id, ...verdict.broken });
        if (report.chains % page === 0) onProgress({ ...report, broken: found });
      }
      return { ...report, broken: found };
    },
    async audit(kind, id, after = 0, limit = 500) {
      const records = await store.records({ stream: auditStream(kind, id), after, limit });
      return Promise.all(
        records.map(async (record) => {
          const { entry, sealed } = entryOf(record);
          const { n, at, of, by, event } = entry;
          const details = await detailsOf(vault, sealed).catch(() => null);
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
