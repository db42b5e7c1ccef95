import type { Store } from '../../ports/store.ts';

/** Where events go on: in each feed, and in the chat of one case. */
export interface EventCursor {
  readonly alerts: string;
  readonly requests: string;
  /** Numbers of the case's two streams; none where no case is open. */
  readonly turn?: number;
  readonly notes?: number;
}

/** Where events begin that nobody has read yet. */
export interface Cursors {
  now(streams?: { readonly turn: string; readonly notes: string }): Promise<EventCursor>;
}

/** Over the store. Whatever is read after it is asked for shows at least what came before it. */
export const createCursors = ({ feedEnd, streamEnd }: Pick<Store, 'feedEnd' | 'streamEnd'>): Cursors => ({
  async now(streams) {
    const [alerts, requests] = await Promise.all([feedEnd('alerts'), feedEnd('requests')]);
    if (!streams) return { alerts, requests };
    const [turn, notes] = await Promise.all([streamEnd(streams.turn), streamEnd(streams.notes)]);
    return { alerts, requests, turn, notes };
  },
});

/** A cursor as a browser keeps it. Pure. */
export const writeCursor = ({ alerts, requests, turn, notes }: EventCursor): string =>
  [alerts, requests, turn, notes].filter((each) => each !== undefined).join('.');

/** What a browser brings back; null for anything else. Pure. */
export function readCursor(text: string): EventCursor | null {
  const parts = text.split('.');
  if ((parts.length !== 2 && parts.length !== 4) || !parts.every((part) => /^\d{1,16}$/.test(part))) return null;
  const [alerts = '', requests = '', turn, notes] = parts;
  return turn === undefined ? { alerts, requests } : { alerts, requests, turn: Number(turn), notes: Number(notes) };
}
