import { signal } from '@preact/signals';
import { nextDelay } from '../../shared/back-off.ts';
import { readEvents, type ServerEvent } from './event-stream.ts';

/** Whether news arrive by themselves. */
export const liveState = signal<'connecting' | 'live' | 'reconnecting'>('connecting');

interface Hooks {
  /** Where the events are, after a cursor; '' for from now on. */
  readonly path: () => string;
  readonly heard: (event: ServerEvent) => void;
  /** The session is over; resolves once it may be tried again. */
  readonly signedOut: () => Promise<void>;
}

/** An open line to the service. */
export interface Line {
  /** The cursor of the last event that was heard; '' before any. */
  at(): string;
  /** Begins anew after this cursor. */
  from(cursor: string): void;
  close(): void;
}

/** How long silence is borne: a comment comes every 15 s. */
const mostSilence = 35_000;
const pace = { every: 500, hidden: 500, most: 8_000 };

/**
 * Keeps a line of server-sent events open: it comes back by itself and goes on after the last event that was heard, so that none
 * is missed. Touches the network, timers, and `liveState`.
 */
export function openLine({ path, heard, signedOut }: Hooks): Line {
  let cursor = '';
  let failures = 0;
  let stop = new AbortController();
  let isOver = false;
  let wake: () => void = () => {};

  async function once(): Promise<void> {
    stop = new AbortController();
    const { signal: stopped } = stop;
    await readEvents(path(), cursor, {
      stopped,
      mostSilence,
      opened: () => opened(stopped),
      heard: (event) => take(event, stopped),
    });
  }

  function opened(stopped: AbortSignal): void {
    if (stopped.aborted) return;
    failures = 0;
    liveState.value = 'live';
  }

  function take(event: ServerEvent, stopped: AbortSignal): void {
    if (stopped.aborted) return;
    if (event.id !== '') cursor = event.id;
    heard(event);
  }

  async function run(): Promise<void> {
    while (!isOver) {
      const ended = await once().catch((error: unknown) => error);
      if (isOver) return;
      if (isSignedOut(ended)) await signedOut();
      else if (!stop.signal.aborted) await rest();
    }
  }

  async function rest(): Promise<void> {
    liveState.value = 'reconnecting';
    const delay = nextDelay(pace, failures, false);
    failures += 1;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const onOnline = (): void => wake();
  window.addEventListener('online', onOnline);
  void run();
  return {
    at: () => cursor,
    from(next) {
      cursor = next;
      stop.abort();
      wake();
    },
    close() {
      isOver = true;
      window.removeEventListener('online', onOnline);
      stop.abort();
      wake();
    },
  };
}

const isSignedOut = (ended: unknown): boolean => ended instanceof Response && ended.status === 401;
