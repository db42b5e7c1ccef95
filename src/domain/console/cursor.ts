/** Where the talk of one case goes on. */
export interface TalkCursor {
  /** Numbers of the case's two streams. */
  readonly turn: number;
  readonly notes: number;
  /** Shows that who brings it has opened the case, which was audited. */
  readonly proof: string;
}

/** Where events go on: in each feed, and in the talk of a case where one is open. */
export interface EventCursor {
  readonly alerts: string;
  readonly requests: string;
  readonly talk: TalkCursor | null;
}

/** A cursor as a browser keeps it. Pure. */
export const writeCursor = ({ alerts, requests, talk }: EventCursor): string =>
  [alerts, requests, ...(talk ? [talk.turn, talk.notes, talk.proof] : [])].join('.');

const shape = /^(\d{1,16})\.(\d{1,16})(?:\.(\d{1,16})\.(\d{1,16})\.([\w-]{1,64}))?$/;

/** What a browser brings back; null for anything else. Pure. */
export function readCursor(text: string): EventCursor | null {
  const [whole, alerts = '', requests = '', turn, notes, proof] = shape.exec(text) ?? [];
  if (whole === undefined) return null;
  return { alerts, requests, talk: proof === undefined ? null : { turn: Number(turn), notes: Number(notes), proof } };
}

/** Where the feeds of one cursor go on, and the talk of another; without that, the feeds alone. Pure. */
export function joinCursors(feeds: string, talk: string | null): string {
  const of = readCursor(feeds);
  return of ? writeCursor({ ...of, talk: readCursor(talk ?? '')?.talk ?? null }) : (talk ?? feeds);
}
