import { ApiError, ask } from '../shared/api.ts';
import type { Activity, Tapped } from './wire.ts';

interface Session {
  readonly token: string;
  readonly conversationId: string;
}

/** What one request brought. */
export interface Batch {
  readonly conversation: string;
  readonly activities: readonly Activity[];
  readonly watermark: string;
}

/** A message on its way. The same `id` is only ever taken once by the server. */
export interface Outgoing {
  readonly id: string;
  readonly text: string;
  readonly value?: Tapped;
}

/** One user's line to the coach: the Direct Line subset by polling. */
export interface Line {
  /** What came since the watermark. Touches the network; throws ApiError. */
  since(watermark: string): Promise<Batch>;
  /** Posts one message. Touches the network; throws ApiError. */
  post(message: Outgoing): Promise<void>;
}

/** Opens a line lazily; a token that has run out is replaced once per request. */
export function createLine(user: string): Line {
  let session: Promise<Session> | null = null;

  async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    session ??= open(user);
    try {
      return await work(await session);
    } catch (error) {
      const stale = error instanceof ApiError && [401, 403, 404].includes(error.status);
      session = stale || !(await opened(session)) ? null : session;
      if (!stale) throw error;
      session = open(user);
      return work(await session);
    }
  }

  const path = (id: string): string => `/directline/conversations/${encodeURIComponent(id)}/activities`;

  return {
    since: (watermark) =>
      withSession(async ({ token, conversationId }) => {
        const url = `${path(conversationId)}?watermark=${encodeURIComponent(watermark)}`;
        const answer = await ask<Omit<Batch, 'conversation'>>(url, { token });
        return { conversation: conversationId, ...answer };
      }),
    post: ({ id, text, value }) =>
      withSession(async ({ token, conversationId }) => {
        const from = { id: user };
        const body = {
          type: 'message',
          from,
          text,
          ...(value ? { value } : {}),
          channelData: { clientActivityID: id },
        };
        await ask(path(conversationId), { method: 'POST', token, body });
      }),
  };
}

async function open(user: string): Promise<Session> {
  const { token } = await ask<Session>('/directline/tokens/generate', { method: 'POST', body: { user: { id: user } } });
  return ask<Session>('/directline/conversations', { method: 'POST', token, body: {} });
}

const opened = (session: Promise<Session> | null): Promise<boolean> =>
  session
    ? session.then(
        () => true,
        () => false,
      )
    : Promise.resolve(false);
