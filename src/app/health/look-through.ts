import { CoachError } from '../../domain/errors.ts';
import type { Keys } from '../../ports/keys.ts';
import { type AggregateKind, livingKinds, type Store } from '../../ports/store.ts';
import type { RowVerifier } from '../audit/verify-row.ts';
import type { Health } from './health.ts';

const pageSize = 20;
/** How long a page waits for everything else that a service does, ms. */
const breath = 20;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Reports an aggregate that cannot be read. Its messages get bare turns; all others are served as usual. */
export const reportUnreadable = (health: Health, kind: AggregateKind, id: string): void =>
  health.report({ code: 'RECORD_UNREADABLE', about: `${kind} ${id}`, blocks: false });

/**
 * Looks through all that is kept, as a service does after its start: opens every wrapped key, then verifies each couple,
 * alert and request, page by page, with a breath between. Each that is broken is reported, and the rest looked at; one that is whole again is
 * taken off the list. Ends with the signal. Rejects with `STORE_UNAVAILABLE`.
 */
export async function lookThrough(
  { store, keys, health }: { readonly store: Store; readonly keys: Keys; readonly health: Health },
  { verifyAggregate }: RowVerifier,
  signal: AbortSignal,
  breathMs = breath,
): Promise<void> {
  const unreadable = new Set<string>();
  await keys.verify((kind, id) => {
    unreadable.add(`${kind} ${id}`);
    reportUnreadable(health, kind, id);
  }, signal);
  for (const kind of livingKinds) {
    for (let after = ''; !signal.aborted; ) {
      const rows = await store.scan(kind, { after, limit: pageSize });
      for (const { id } of rows) {
        const about = `${kind} ${id}`;
        const verdict = unreadable.has(about) ? null : await verifyAggregate(kind, id);
        if (verdict?.ok) health.clear('RECORD_UNREADABLE', about);
        else reportUnreadable(health, kind, id);
      }
      if (rows.length < pageSize) break;
      after = rows.at(-1)?.id ?? after;
      await pause(breathMs);
    }
  }
}

/** Whether an error says that a record, or its key, cannot be opened. Pure. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof CoachError && (error.code === 'RECORD_UNREADABLE' || error.code === 'KEY_MISSING');
