import { CoachError } from '../../domain/errors.ts';
import type { AggregateKind, FeedName } from '../../ports/store.ts';

/** The kind of aggregate that each feed tells of. */
export const kindOf: Readonly<Record<FeedName, AggregateKind>> = { alerts: 'alert', requests: 'request' };
const feedOf: Readonly<Partial<Record<AggregateKind, FeedName>>> = { alert: 'alerts', request: 'requests' };

/** The feed that a kind of aggregate belongs to; null when it belongs to none. Pure. */
export const feedFor = (kind: AggregateKind): FeedName | null => feedOf[kind] ?? null;

/** The number in a cursor, 0 where there is none. @throws CoachError `CURSOR_INVALID` for one above the newest, which is another store's. Pure. */
export function cursorNumber(cursor: string | null, newest: number): number {
  const no = cursor === null ? 0 : Number(cursor);
  if (Number.isSafeInteger(no) && no >= 0 && no <= newest) return no;
  throw new CoachError('CURSOR_INVALID', 'This cursor is not of this store: begin again without one.');
}
