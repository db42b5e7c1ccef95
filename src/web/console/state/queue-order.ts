import type { QueueItem, QueueView, RequestItem } from '../../../domain/console/queue.ts';
import { bySeverity, isWorse } from '../../shared/case/order.ts';

/** Whether an alert stands in a list of the queue. Pure. */
export function belongs(view: QueueView, item: QueueItem, me: string): boolean {
  switch (view) {
    case 'mine':
      return item.holder === me && (item.status !== 'closed' || item.openTasks > 0);
    case 'unclaimed':
      return item.status !== 'closed' && (item.unconfirmed || item.holder === null);
    case 'all':
      return item.status !== 'closed';
    case 'unsigned':
      return item.unsigned.length > 0;
    case 'closed':
      return item.status === 'closed';
  }
}

/** A list in its order: the most severe first, then the one that waits longest. Pure. */
export const inOrder = (items: Iterable<QueueItem>): readonly QueueItem[] => [...items].toSorted(bySeverity);

/** Requests in theirs: the one that waits longest first. Pure. */
export const requestsInOrder = (items: Iterable<RequestItem>): readonly RequestItem[] =>
  [...items].toSorted((left, right) => left.raisedAt - right.raisedAt);

/** What somebody at the console should hear of in an alert that has changed. */
export type News = 'new' | 'raised' | 'task' | 'given' | 'freed' | 'wrote';

/**
 * What is news in an alert, compared with what was known of it; null where nobody need look up. `since` is when the console
 * was opened: what is unknown and older was there before. Pure.
 */
export function newsOf(before: QueueItem | undefined, after: QueueItem, me: string, since: number): News | null {
  if (after.status === 'closed') return null;
  if (!before || before.raisedAt !== after.raisedAt) return after.raisedAt >= since ? 'new' : null;
  if (isWorse(after.level, before.level)) return 'raised';
  if (after.holder === me && after.unconfirmed && before.holder !== me) return 'given';
  if (after.status === 'open' && before.status !== 'open') return 'freed';
  if (after.openTasks > before.openTasks) return 'task';
  const isMine = after.holder === me || after.holder === null;
  return isMine && (after.newest?.at ?? 0) > (before.newest?.at ?? 0) ? 'wrote' : null;
}

/** Whether a newer version of an item may take the place of the one that is known: what comes late never goes back. Pure. */
export const isNewer = <Item extends { readonly version: number }>(known: Item | undefined, given: Item): boolean =>
  !known || given.version >= known.version;
