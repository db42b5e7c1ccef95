import type { Json } from '../domain/frame.ts';
import type { Inbound } from './channel.ts';

/** Who may read and write one Direct Line conversation. */
export interface DirectLineSession {
  readonly user: string;
  readonly conversation: string;
}

/** The Direct Line 3.0 subset, translated. Touches no network: the server moves the bytes. */
export interface DirectLine {
  /** A token for a user's conversation; `expires_in` is in seconds. */
  issue(user: string): { readonly token: string; readonly conversationId: string; readonly expires_in: number };
  /** The session of a token. @throws CoachError `TOKEN_INVALID` when it is not ours, `TOKEN_EXPIRED` when it has run out. */
  verify(token: string): DirectLineSession;
  /** A posted activity as an inbound message; null for what says nothing (typing). @throws CoachError `BODY_INVALID`. */
  inbound(session: DirectLineSession, activity: unknown): Inbound | null;
  /** The stream that keeps a conversation's activities. */
  stream(conversation: string): string;
  /** A stored entry as an activity on the wire. */
  activity(
    conversation: string,
    entry: { readonly seq: number; readonly at: number; readonly data: Readonly<Record<string, Json>> },
  ): Readonly<Record<string, Json>>;
}
