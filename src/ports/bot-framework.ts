import type { Inbound } from './channel.ts';

/** What a Bot Framework post is answered with. No body means an empty one. */
export interface BotAnswer {
  readonly status: number;
  readonly body?: object;
}

/** The Bot Framework protocol, translated: the server moves the bytes, and knows no SDK. */
export interface BotFramework {
  /**
   * The answer to one posted activity. `receive` is called at most once, only for what is authentic and was written or
   * made reachable by a person, and its end is awaited. 401 for whatever is not authentic, 503 when `receive` could keep
   * nothing. Never rejects.
   */
  answer(
    post: { readonly authorization: string; readonly activity: unknown },
    receive: (inbound: Inbound) => Promise<unknown>,
  ): Promise<BotAnswer>;
}
