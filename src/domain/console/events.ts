import type { ChatEntry } from './case.ts';
import type { QueueItem, RequestItem } from './queue.ts';

/**
 * What `GET /console/api/events?case=ID&after=CURSOR` tells, as server-sent events: `event` is `type`, `data` the rest as JSON, `id` a cursor
 * that the browser gives back as `Last-Event-ID`. A comment comes every 15 seconds.
 */
export type ConsoleEvent =
  /** An alert as it is now; `gone` where it is not (or no longer) one that this reader may see. */
  | { readonly type: 'alert'; readonly item: QueueItem }
  | { readonly type: 'request'; readonly item: RequestItem }
  | { readonly type: 'gone'; readonly id: string }
  /** What came in the chat of the case that was asked for. */
  | { readonly type: 'chat'; readonly entries: readonly ChatEntry[] }
  /** The cursor cannot be gone on from: read the page again, and open the events anew without it. */
  | { readonly type: 'reload' }
  /** The session is over: sign in again in place. */
  | { readonly type: 'signed-out' };
