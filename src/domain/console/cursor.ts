/** Where events go on: in each feed, and in the chat of one case. */
export interface EventCursor {
  readonly alerts: string;
  readonly requests: string;
  /** Numbers of the case's two streams; none where no case is open. */
  readonly turn?: number;
  readonly notes?: number;
}

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

/** Where the feeds of one cursor go on, and the chat of another; without that, the feeds alone. Pure. */
export function joinCursors(feeds: string, chat: string | null): string {
  const [of, talk] = [readCursor(feeds), readCursor(chat ?? '')];
  if (!of) return chat ?? feeds;
  const { alerts, requests } = of;
  const { turn, notes } = talk ?? {};
  return writeCursor({ alerts, requests, ...(turn === undefined || notes === undefined ? {} : { turn, notes }) });
}
