import { batch, computed, signal } from '@preact/signals';
import type {
  QueueHealth,
  QueueItem,
  QueuePage,
  QueueView,
  RequestItem,
  RequestPage,
} from '../../../domain/console/queue.ts';
import { call } from './call.ts';
import { setClock } from './clock.ts';
import { belongs, inOrder, isNewer, requestsInOrder } from './queue-order.ts';
import { myName } from './session.ts';

/** Which list of the queue is shown. */
export const view = signal<QueueView>('all');
const items = signal<ReadonlyMap<string, QueueItem>>(new Map());
const asking = signal<ReadonlyMap<string, RequestItem>>(new Map());
/** How the whole queue stands; null before it is known. */
export const health = signal<QueueHealth | null>(null);
/** Whether the list is being read for the first time. */
export const isLoading = signal(true);
/** Whether the last reading failed. */
export const hasFailed = signal(false);

/** The alerts of the list that is shown, in their order. */
export const queue = computed(() => inOrder(items.value.values()));
/** The requests for a person, in theirs. */
export const requests = computed(() => requestsInOrder(asking.value.values()));

/** How many pages of a list are read at most: what is longer is too long to be looked through. */
const mostPages = 40;
let reading = 0;

/**
 * Reads the list that is shown, page by page. Gives where its events begin, also where another reading has overtaken it; '' where it
 * failed. Touches the network; a failure is shown, not thrown.
 */
export async function readQueue(): Promise<string> {
  reading += 1;
  const mine = reading;
  const of = view.peek();
  const found = new Map<string, QueueItem>();
  let cursor = '';
  let next: string | null = '';
  try {
    for (let page = 0; next !== null && page < mostPages; page += 1) {
      const got: QueuePage = await call(`alerts?view=${of}${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`);
      if (page === 0) cursor = got.cursor;
      if (mine !== reading) return cursor;
      next = got.next;
      for (const item of got.items) found.set(item.id, item);
      show(got, found, page === 0 || next === null);
    }
    await readRequests();
  } catch {
    if (mine === reading) hasFailed.value = true;
  }
  return cursor;
}

/** What a page brought: the first is shown at once, all of them once they are here. */
function show({ health: stand, now }: QueuePage, found: ReadonlyMap<string, QueueItem>, isShown: boolean): void {
  setClock(now);
  batch(() => {
    health.value = stand;
    hasFailed.value = false;
    if (isShown) items.value = new Map(found);
    isLoading.value = false;
  });
}

async function readRequests(): Promise<void> {
  const found = new Map<string, RequestItem>();
  let next: string | null = '';
  for (let page = 0; next !== null && page < mostPages; page += 1) {
    const got: RequestPage = await call(`requests${next === '' ? '' : `?cursor=${encodeURIComponent(next)}`}`);
    for (const item of got.items) found.set(item.id, item);
    next = got.next;
  }
  asking.value = found;
}

/** Shows another list. Touches the network. */
export function look(at: QueueView): void {
  if (view.peek() === at) return;
  batch(() => {
    view.value = at;
    items.value = new Map([...items.peek()].filter(([, item]) => belongs(at, item, myName.peek())));
    isLoading.value = true;
  });
  void readQueue();
}

let soon = 0;

/** The stand of the whole queue is asked for a moment after something has changed, once for all changes. Touches a timer. */
function askHealth(): void {
  if (soon !== 0) return;
  soon = window.setTimeout(() => {
    soon = 0;
    call<QueuePage>(`alerts?view=${view.peek()}`).then(
      (got) => {
        health.value = got.health;
      },
      () => {},
    );
  }, 1_000);
}

/** Takes an alert as it is now into the list. */
export function putAlert(item: QueueItem): void {
  const known = items.peek().get(item.id);
  askHealth();
  if (!isNewer(known, item)) return;
  const next = new Map(items.peek());
  if (belongs(view.peek(), item, myName.peek())) next.set(item.id, item);
  else next.delete(item.id);
  items.value = next;
}

/** Takes a request as it is now into the list. */
export function putRequest(item: RequestItem): void {
  if (!isNewer(asking.peek().get(item.id), item)) return;
  const next = new Map(asking.peek());
  if (item.status === 'closed') next.delete(item.id);
  else next.set(item.id, item);
  asking.value = next;
}

/** Takes away what this person may not see any more, or what is there no more. */
export function drop(id: string): void {
  const without = <Item>(map: ReadonlyMap<string, Item>): ReadonlyMap<string, Item> =>
    map.has(id) ? new Map([...map].filter(([each]) => each !== id)) : map;
  items.value = without(items.peek());
  asking.value = without(asking.peek());
}
