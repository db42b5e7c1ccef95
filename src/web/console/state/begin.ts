import { effect, untracked } from '@preact/signals';
import { joinCursors } from '../../../domain/console/cursor.ts';
import type { ConsoleEvent } from '../../../domain/console/events.ts';
import { base, place } from '../router.ts';
import { addChat, heardGone, heardOf, itemOf, leaveCase, openCase, readCase, shownCase } from './case.ts';
import { startClock } from './clock.ts';
import { hasDrafts } from './drafts.ts';
import type { ServerEvent } from './event-stream.ts';
import { type Line, openLine } from './live.ts';
import { beginNews, keepRinging, knowAll, tellAlert, tellRequest } from './news.ts';
import { drop, putAlert, putRequest, queue, readQueue } from './queue.ts';
import { askInPlace, lookWho, may, me, user } from './session.ts';

let line: Line | null = null;
/** The case whose chat the line brings; '' for none. */
let followed = '';
let whose: string | null = null;

/** Starts the page: who is here, what is open, what comes. Touches the network, timers and the window. */
export function begin(): void {
  startClock();
  void lookWho().catch(() => {});
  // Somebody signs in, or leaves.
  effect(() => {
    const who = may('cases') ? (user.value?.id ?? null) : null;
    untracked(() => {
      if (who !== whose) stop();
      whose = who;
      if (who !== null) start();
    });
  });
  // Another case is opened.
  effect(() => {
    const at = place.value;
    const id = at.page === 'case' ? at.id : '';
    untracked(() => {
      if (line) open(id);
    });
  });
  // It is here, or it is not there any more for whoever looks: the line brings its chat from where that ends, or none.
  effect(() => {
    const of = shownCase.value;
    untracked(() => {
      if ((of ? itemOf(of).id : '') !== followed) goOn(line?.at() ?? '');
    });
  });
  keepRinging(() => queue.peek());
  window.addEventListener('beforeunload', (event) => {
    if (hasDrafts()) event.preventDefault();
  });
  // Whoever could not be asked at the beginning is asked again.
  window.addEventListener('online', () => {
    if (me.peek() === null) void lookWho().catch(() => {});
  });
}

function start(): void {
  if (line) return;
  line = openLine({
    path: () => `${base}/api/events${followed === '' ? '' : `?case=${encodeURIComponent(followed)}`}`,
    heard: hear,
    signedOut: async () => void (await askInPlace('sign-in')),
  });
  const at = place.peek();
  open(at.page === 'case' ? at.id : '');
  void readAll();
}

function stop(): void {
  line?.close();
  line = null;
  leaveCase();
}

function open(id: string): void {
  if (id === '') leaveCase();
  else void openCase(id);
}

/** Reads what is shown, and goes on from where that began: what changed meanwhile is told once more, and nothing is missed. Touches the network. */
export async function readAll(): Promise<void> {
  const cursor = await readQueue();
  knowAll(queue.peek());
  beginNews();
  goOn(cursor);
}

/** Goes on with the news after a cursor, and with the talk of the case that is shown from where its page ends. */
function goOn(feeds: string): void {
  const of = shownCase.peek();
  followed = of ? itemOf(of).id : '';
  line?.from(joinCursors(feeds, of?.cursor ?? null));
}

function hear({ type, data }: ServerEvent): void {
  const event = { type, ...(JSON.parse(data === '' ? '{}' : data) as object) } as ConsoleEvent;
  switch (event.type) {
    case 'alert':
      putAlert(event.item);
      heardOf(event.item);
      return tellAlert(event.item);
    case 'request':
      putRequest(event.item);
      heardOf(event.item);
      return tellRequest(event.item);
    case 'gone':
      drop(event.id);
      return heardGone(event.id);
    case 'chat':
      return addChat(event.entries);
    case 'reload':
      return void readCase().then(readAll);
    case 'signed-out':
      return void askInPlace('sign-in').then((isBack) => (isBack ? readCase() : ''));
  }
}
