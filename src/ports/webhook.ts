import type { Inbound } from './channel.ts';

/** What a provider posted, as it came: signatures are made over these very bytes. */
export interface WebhookPost {
  /** Path and query. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** What a provider is answered with. No body means an empty one. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body?: object;
}

/** The address of ours that a provider posts to, translated: the server moves the bytes, and knows no provider. */
export interface Webhook {
  /**
   * The answer to one post. `receive` is called at most once, only for what is authentic and was written or made reachable
   * by a person, and its end is awaited. 401 for whatever is not authentic, 503 when `receive` could keep nothing. Never
   * rejects.
   */
  answer(posted: WebhookPost, receive: (inbound: Inbound) => Promise<unknown>): Promise<WebhookAnswer>;
}
