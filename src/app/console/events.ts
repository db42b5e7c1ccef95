import { type EventCursor, readCursor, writeCursor } from '../../domain/console/cursor.ts';
import type { ConsoleEvent } from '../../domain/console/events.ts';
import type { Couple } from '../../domain/couple.ts';
import { CoachError } from '../../domain/errors.ts';
import type { FeedItem, FeedName, Store } from '../../ports/store.ts';
import type { Case } from '../notices/cases.ts';
import type { HistoryEntry } from '../streams/history.ts';
import type { Subscribe } from '../streams/subscribe.ts';
import { needsReason } from './care.ts';
import { type Chat, noteOf, streamsOf } from './chat.ts';
import type { Cursors } from './cursor.ts';
import { queueItem, requestItem, sightedOf } from './items.ts';
import { type Reader, sees } from './reader.ts';

/** Says one event, and the cursor to go on after it. Resolves when there is room for the next. */
export type TellEvent = (event: ConsoleEvent, cursor: string) => Promise<void>;

/** Who listens, asked again and again: null once they are signed out. */
export type Listener = () => Promise<Reader | null>;

interface Listening {
  readonly who: Listener;
  /** The case whose chat is listened to, by its id; '' for none. One that would have to be opened for a reason first has none to hear. */
  readonly of: string;
  /** Where to go on; '' for from now on. */
  readonly after: string;
  readonly tell: TellEvent;
  readonly signal: AbortSignal;
}

/** How often it is looked whether the listener is still there, and still sees the same, ms. */
const lookMs = 5_000;

export interface EventParts {
  readonly store: Pick<Store, 'subscribe'>;
  readonly subscribe: Subscribe;
  readonly cursors: Cursors;
  readonly chat: Chat;
  readonly alert: (id: string) => Promise<Case | null>;
  readonly request: (id: string) => Promise<Case | null>;
  readonly couple: (id: string) => Promise<Couple | null>;
}

/**
 * Tells a console what changes, whoever changed it: cases by the feeds, the open chat by its streams, from a cursor on that any process
 * takes. Ends with the signal, with the session, and when the page has to be read anew. Rejects with `STORE_UNAVAILABLE`.
 */
export type Listen = (listening: Listening) => Promise<void>;

/** Over the store's subscriptions. Nothing is remembered between two calls. */
export function createListen(parts: EventParts): Listen {
  const { store, subscribe, cursors, chat } = parts;

  /** The case as it is now, as far as the reader may see it. */
  async function eventOf(feed: FeedName, { id }: FeedItem, reader: Reader): Promise<ConsoleEvent> {
    const one = await (feed === 'alerts' ? parts.alert(id) : parts.request(id));
    if (!one || !sees(reader, sightedOf(one))) return { type: 'gone', id };
    if ('family' in one) return { type: 'alert', item: queueItem(one, reader) };
    return { type: 'request', item: requestItem(one, reader) };
  }

  /** The case whose talk a reader may hear just now, and its partner; null where they may not, or would have to say why first. */
  async function talkOf(id: string, reader: Reader) {
    const one = id === '' ? null : ((await parts.alert(id)) ?? (await parts.request(id)));
    if (!one || !sees(reader, sightedOf(one))) return null;
    const couple = await parts.couple(one.couple);
    const partner = couple?.[one.side];
    return couple && partner && !needsReason(one, couple, reader) ? { one, partner } : null;
  }

  return async ({ who, of, after, tell, signal }) => {
    const first = await who();
    if (!first) return tell({ type: 'signed-out' }, after);
    const talk = await talkOf(of, first);
    const streams = talk && streamsOf(talk.one);
    const given = after === '' ? await cursors.now(streams ?? undefined) : readCursor(after);
    if (!given || (streams && given.turn === undefined)) return tell({ type: 'reload' }, '');
    let cursor: EventCursor = given;
    let reader = first;
    const ended = new AbortController();
    const until = AbortSignal.any([signal, ended.signal]);

    /** One event after the other, whichever source it comes from. */
    let last: Promise<unknown> = Promise.resolve();
    const say = (event: ConsoleEvent | null, moved: Partial<EventCursor>): Promise<void> => {
      const turn = last.then(async () => {
        cursor = { ...cursor, ...moved };
        if (event && !until.aborted) await tell(event, writeCursor(cursor));
      });
      last = turn.catch(() => {});
      return turn;
    };
    const end = async (event: ConsoleEvent): Promise<void> => {
      await say(event, {});
      ended.abort();
    };

    async function subscribeTo(feed: FeedName): Promise<void> {
      for await (const items of store.subscribe({ feed, after: cursor[feed], signal: until }))
        for (const item of items) await say(await eventOf(feed, item, reader), { [feed]: item.cursor });
    }

    /** Whoever may hear it no more is told to read anew, and nothing of what was said. */
    async function followChat(stream: string, which: 'turn' | 'notes'): Promise<void> {
      for await (const log of subscribe(stream, cursor[which] ?? 0, until)) {
        const now = await talkOf(of, reader);
        if (!now) return end({ type: 'reload' });
        const entries = which === 'turn' ? chat.entries(log, now.partner) : log.flatMap(noteOf);
        await say(entries.length > 0 ? { type: 'chat', entries } : null, { [which]: seqOf(log) });
      }
    }

    /** Somebody signs out, comes on duty, or is given a couple: what they see is another thing then. */
    async function watch(): Promise<void> {
      while (await pause(lookMs, until)) {
        const now = await who();
        if (!now) return end({ type: 'signed-out' });
        const isSame = sightKey(now) === sightKey(reader);
        reader = now;
        if (!isSame) return end({ type: 'reload' });
      }
    }

    const chats = streams ? [followChat(streams.turn, 'turn'), followChat(streams.notes, 'notes')] : [];
    const all = [subscribeTo('alerts'), subscribeTo('requests'), watch(), ...chats];
    const guarded = all.map((each) =>
      each.catch((error: unknown) => (isStale(error) ? end({ type: 'reload' }) : fail(error))),
    );
    const fail = (error: unknown): never => {
      ended.abort();
      throw error;
    };
    await Promise.all(guarded);
  };
}

const seqOf = (log: readonly HistoryEntry[]): number => log.at(-1)?.seq ?? 0;

const isStale = (error: unknown): boolean => error instanceof CoachError && error.code === 'CURSOR_INVALID';

/** What decides what a reader sees, as one text. Pure. */
const sightKey = ({ name, roles, own, onDutyUntil }: Reader): string =>
  JSON.stringify([name, [...roles].sort(), [...own].sort(), onDutyUntil !== null]);

/** Waits; false once the signal has ended. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve(!signal.aborted);
    };
    const timer = setTimeout(end, ms).unref();
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
