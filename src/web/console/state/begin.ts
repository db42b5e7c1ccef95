import { effect, untracked } from '@preact/signals';
import type { ConsoleEvent } from '../../../domain/console/events.ts';
import { base, place } from '../router.ts';
import { addChat, heardOf, leaveCase, openCase, readCase } from './case.ts';
import { startClock } from './clock.ts';
import { hasDrafts } from './drafts.ts';
import type { ServerEvent } from './event-stream.ts';
import { type Line, openLine } from './live.ts';
import { beginNews, keepRinging, knowAll, tellAlert, tellRequest } from './news.ts';
import { drop, putAlert, putRequest, queue, readQueue } from './queue.ts';
import { askInPlace, lookWho, may, me, user } from './session.ts';

let line: Line | null = null;
let openId = '';
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
    const id = at.page === 'case' && line ? at.id : '';
    untracked(() => {
      if (user.peek() && id !== openId) void change(id);
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
    path: () => `${base}/api/events${openId === '' ? '' : `?case=${encodeURIComponent(openId)}`}`,
    heard: hear,
    signedOut: async () => void (await askInPlace('sign-in')),
  });
  const at = place.peek();
  void change(at.page === 'case' ? at.id : '');
}

function stop(): void {
  line?.close();
  line = null;
  openId = '';
  leaveCase();
}

/** Reads what is shown, and goes on from where that ends: what changed in between is told once more, and nothing is missed. */
async function change(id: string): Promise<void> {
  openId = id;
  const opened = id === '' ? '' : openCase(id);
  if (id === '') leaveCase();
  const [ofQueue, ofCase] = await Promise.all([readQueue(), opened]);
  if (id !== openId || !line) return;
  knowAll(queue.peek());
  beginNews();
  // The queue is read anew where its own events would begin later than the case's.
  line.from(ofCase || ofQueue);
  if (ofCase) await readQueue();
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
      return drop(event.id);
    case 'chat':
      return addChat(event.entries);
    case 'reload':
      return void Promise.all([readQueue(), readCase()]).then(([cursor]) => line?.from(cursor));
    case 'signed-out':
      return void askInPlace('sign-in').then((isBack) => (isBack ? readCase() : ''));
  }
}
