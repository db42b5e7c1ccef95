import { writeCursor } from '../../domain/console/cursor.ts';
import type { QueueHealth, QueuePage, QueueView, RequestPage } from '../../domain/console/queue.ts';
import { CoachError } from '../../domain/errors.ts';
import type { AlertStatus } from '../../domain/partner.ts';
import { compareLevels, type Level } from '../../domain/screening.ts';
import { onDuty } from '../../domain/staff/on-duty.ts';
import type { AggregateKind, Facets, ListPage, ListQuery } from '../../ports/store.ts';
import { alertShape } from '../aggregates/alert.ts';
import { requestShape } from '../aggregates/request.ts';
import type { Shape } from '../aggregates/shape.ts';
import type { Vault } from '../aggregates/vault.ts';
import type { Deps } from '../deps.ts';
import type { RosterService } from '../roster/roster.ts';
import type { Cursors } from './cursor.ts';
import { queueItem, requestItem } from './items.ts';
import { type Reader, sees } from './reader.ts';

/** Cases on one page. */
const pageSize = 100;
/** An alert that nobody has claimed for longer waits long, ms. */
const longWait = 5 * 60_000;
const openStatuses: readonly AlertStatus[] = ['open', 'claimed', 'taken-over', 'handed-back'];

/** The lists of cases, from their plain fields; what is shown is opened, and nothing else. */
export interface Queue {
  alerts(reader: Reader, view: QueueView, after: string): Promise<QueuePage>;
  requests(reader: Reader, after: string): Promise<RequestPage>;
}

/** A case by its plain fields. */
interface Row {
  readonly id: string;
  readonly level: Level;
  readonly status: AlertStatus;
  readonly holder: string | null;
  readonly raisedAt: number;
  readonly couple: string;
  readonly followUp: string | null;
}

/** Over the store's lists and feeds. */
export function createQueue(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  vault: Vault,
  roster: RosterService,
  cursors: Cursors,
): Queue {
  /** All rows with these facets: alerts that were never raised since a rehearsal began are none. */
  async function rowsOf(kind: AggregateKind, facets: NonNullable<ListQuery['facets']>): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: ListPage = await store.list({ kind, facets, limit: 500, ...(cursor === '' ? {} : { cursor }) });
      rows.push(...page.items.map(rowOf).filter(({ raisedAt }) => raisedAt > 0));
      cursor = page.next;
    }
    return rows;
  }

  const facetsOf = (
    view: Exclude<QueueView, 'closed'>,
    { name }: Reader,
  ): readonly NonNullable<ListQuery['facets']>[] => {
    switch (view) {
      case 'mine':
        return [
          { status: openStatuses, holder: [name] },
          { status: ['closed'], followUp: [name] },
        ];
      case 'unclaimed':
        return [{ status: ['open'] }];
      case 'all':
        return [{ status: openStatuses }];
      case 'unsigned':
        return [{ coSign: ['awaited'] }];
    }
  };

  /** Cases, opened. One that cannot be is left out: the health of the service tells of it. */
  async function opened<State extends { readonly id: string }>(shape: Shape<State>, rows: readonly Row[]) {
    const loaded = await Promise.all(rows.map(({ id }) => vault.read(shape, id).catch(leaveOut)));
    return loaded.flatMap((each) => (each ? [each.state] : []));
  }

  /** Closed ones are many: the store itself turns their pages, in the order of their ids. */
  async function closedPage(reader: Reader, after: string) {
    const rows: Row[] = [];
    let cursor: string | null = after;
    do {
      const page: ListPage = await store.list({
        ...{ kind: 'alert', facets: { status: ['closed'] }, limit: pageSize },
        ...(cursor === '' ? {} : { cursor }),
      });
      rows.push(...page.items.map(rowOf).filter((row) => row.raisedAt > 0 && sees(reader, row)));
      cursor = page.next;
    } while (cursor !== null && rows.length < pageSize);
    return { rows, next: cursor };
  }

  async function pageOf(reader: Reader, view: QueueView, after: string) {
    if (view === 'closed') return closedPage(reader, after);
    const all = await Promise.all(facetsOf(view, reader).map((facets) => rowsOf('alert', facets)));
    const rows = all.flat().filter((row) => sees(reader, row));
    return pageAfter(rows, after, bySeverity);
  }

  async function healthOf(reader: Reader): Promise<QueueHealth> {
    const [rows, requests, { rota }] = await Promise.all([
      rowsOf('alert', { status: openStatuses }),
      store.count('request', { status: ['open'] }),
      roster.roster(),
    ]);
    const now = clock.now();
    const seen = rows.filter((row) => sees(reader, row));
    const unclaimed = rows.filter(({ status }) => status === 'open');
    const oldest = Math.min(...unclaimed.map(({ raisedAt }) => raisedAt));
    return {
      ...{ open: seen.length, unclaimed: unclaimed.length, requests },
      emergencies: rows.filter(({ level }) => level === 'emergency').length,
      waitingLong: unclaimed.filter(({ raisedAt }) => now - raisedAt > longWait).length,
      oldestUnclaimedAt: unclaimed.length === 0 ? null : oldest,
      onCall: new Set(Object.values(onDuty(rota, now)).filter((id) => id !== null)).size,
    };
  }

  return {
    async alerts(reader, view, after) {
      const cursor = writeCursor(await cursors.now());
      const [{ rows, next }, health] = await Promise.all([pageOf(reader, view, after), healthOf(reader)]);
      const items = (await opened(alertShape, rows)).map((alert) => queueItem(alert, reader));
      return { items, next, health, now: clock.now(), cursor };
    },
    async requests(reader, after) {
      const all = (await rowsOf('request', { status: openStatuses })).filter((row) => sees(reader, row));
      const { rows, next } = pageAfter(all, after, byWait);
      const items = (await opened(requestShape, rows)).map((request) => requestItem(request, reader));
      return { items, next, now: clock.now() };
    },
  };
}

/** What stands in the clear of a case. Rows of before lists asked for couples have none: they are a supervisor's until their next change. */
function rowOf({ id, facets }: { readonly id: string; readonly facets: Facets }): Row {
  const { level = 'none', status = 'closed', holder = null, raisedAt = 0, couple = '', followUp = null } = facets;
  return { id, level, status, holder, raisedAt, couple, followUp } as Row;
}

const leaveOut = (error: unknown): null => {
  if (error instanceof CoachError && error.code === 'STORE_UNAVAILABLE') throw error;
  return null;
};

type Place = Pick<Row, 'id' | 'level' | 'raisedAt'>;
const byWait = (left: Place, right: Place): number => left.raisedAt - right.raisedAt;
const bySeverity = (left: Place, right: Place): number => compareLevels(right.level, left.level) || byWait(left, right);
const byId = (left: Place, right: Place): number => (left.id < right.id ? -1 : Number(left.id > right.id));

/** A page of rows in their order, after a place. @throws CoachError `CURSOR_INVALID`. */
function pageAfter(rows: readonly Row[], after: string, order: (left: Place, right: Place) => number) {
  const total = (left: Place, right: Place): number => order(left, right) || byId(left, right);
  const place = after === '' ? null : placeIn(after);
  const rest = rows.filter((row) => place === null || total(row, place) > 0).toSorted(total);
  const shown = rest.slice(0, pageSize);
  const last = shown.at(-1);
  return { rows: shown, next: last && rest.length > pageSize ? writtenPlace(last) : null };
}

const writtenPlace = ({ id, level, raisedAt }: Row): string =>
  Buffer.from(JSON.stringify([level, raisedAt, id])).toString('base64url');

/** @throws CoachError `CURSOR_INVALID`. */
function placeIn(written: string): Place {
  try {
    const [level, raisedAt, id] = JSON.parse(Buffer.from(written, 'base64url').toString()) as [Level, number, string];
    if (typeof level === 'string' && typeof raisedAt === 'number' && typeof id === 'string')
      return { id, level, raisedAt };
  } catch {}
  throw new CoachError('CURSOR_INVALID', 'This cursor is not of this list: begin again without one.');
}
