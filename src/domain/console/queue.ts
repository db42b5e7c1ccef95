import type { PageReason, Unsigned } from '../alert.ts';
import type { AlertStatus, Side } from '../partner.ts';
import type { RequestReason } from '../request.ts';
import type { Category, Family, Level } from '../screening.ts';

/**
 * The lists of the queue. `mine`: what one holds, and what one closed whose follow-up is to come. `unclaimed`: open, and nobody holds
 * it. `all`: every open one that one may see. `unsigned`: closed emergencies that wait for a supervisor. `closed`: newest not first, by id.
 */
export const queueViews = ['mine', 'unclaimed', 'all', 'unsigned', 'closed'] as const;
export type QueueView = (typeof queueViews)[number];

/** An alert as the queue shows it: a code and no name. Instants are epoch ms, as everywhere. */
export interface QueueItem {
  readonly id: string;
  readonly version: number;
  readonly caseCode: string;
  readonly side: Side;
  readonly level: Level;
  readonly family: Family;
  readonly status: AlertStatus;
  readonly holder: string | null;
  readonly unconfirmed: boolean;
  readonly violence: boolean;
  readonly raisedAt: number;
  readonly acknowledgement: { readonly at: number; readonly by: string } | null;
  /** When the next person is called; null when nobody will be. */
  readonly escalatesAt: number | null;
  readonly openTasks: number;
  readonly unsigned: readonly Unsigned[];
  readonly newest: { readonly at: number; readonly category: Category; readonly reason: PageReason } | null;
  /** It is one of the couples of the own caseload. */
  readonly own: boolean;
}

/** A request for a person, apart from the alerts. */
export interface RequestItem {
  readonly id: string;
  readonly version: number;
  readonly caseCode: string;
  readonly side: Side;
  readonly status: AlertStatus;
  readonly holder: string | null;
  readonly reasons: readonly RequestReason[];
  readonly raisedAt: number;
  readonly askedAt: number;
  readonly own: boolean;
}

/** How the whole queue stands, whatever is shown of it. */
export interface QueueHealth {
  readonly open: number;
  readonly unclaimed: number;
  readonly emergencies: number;
  /** Unclaimed ones that have waited over five minutes. */
  readonly waitingLong: number;
  /** When the longest waiting of the unclaimed ones was raised; null where none is. */
  readonly oldestUnclaimedAt: number | null;
  readonly requests: number;
  /** People who have a duty now. */
  readonly onCall: number;
}

/** `GET /console/api/alerts?view=…&cursor=…`, most severe first, then longest waiting. `next` is null on the last page. */
export interface QueuePage {
  readonly items: readonly QueueItem[];
  readonly next: string | null;
  readonly health: QueueHealth;
  readonly now: number;
  /** Where the events begin that this page does not show yet: for `GET /console/api/events?after=…`. */
  readonly cursor: string;
}

/** `GET /console/api/requests?cursor=…`, longest waiting first. */
export interface RequestPage {
  readonly items: readonly RequestItem[];
  readonly next: string | null;
  readonly now: number;
}
