import type { DeliveryReport, Inbound } from './channel.ts';
import type { NoticeTap, TapAnswer } from './notices.ts';

/** What a provider posted, as it came: signatures are made over these very bytes. */
export interface WebhookPost {
  /** Path and query. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** What a provider is answered with: an object goes out as JSON, a text as it is. No body means an empty one. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who takes what was posted. Both reject with `STORE_UNAVAILABLE` when nothing could be kept. */
export interface Receiver {
  /** Somebody wrote, or became reachable. */
  receive(inbound: Inbound): Promise<unknown>;
  /** What became of a message that was sent before. */
  report(report: DeliveryReport): Promise<unknown>;
  /** Somebody on call tapped a notice. Whoever tapped, and whatever came, is answered. */
  tap(tap: NoticeTap): Promise<TapAnswer>;
}

/** The address of ours that a provider posts to, translated: the server moves the bytes, and knows no provider. */
export interface Webhook {
  /**
   * The answer to one post. `to` is called only with what is authentic, and its end is awaited. 401 for whatever is not
   * authentic, 503 when nothing could be kept. Never rejects.
   */
  answer(posted: WebhookPost, to: Receiver): Promise<WebhookAnswer>;
}
