import RequestClient from 'twilio/lib/base/RequestClient.js';
import Twilio from 'twilio/lib/rest/Twilio.js';
import type { TwilioOptions } from './options.ts';

export type TwilioClient = InstanceType<typeof Twilio>;

/** A call to Twilio, ms. */
export const longestCall = 5_000;

/** Bytes of an answer that are read. */
const mostAnswer = 256 * 1024;

/** What Twilio answered with instead of doing what it was asked. Its message may quote a number, and is left out. */
export class NotTaken extends Error {
  readonly status: number;
  /** Twilio's own code, if it gave one. */
  readonly said: number | null;
  readonly retryAfter: string | null;

  constructor(status: number, said: number | null, retryAfter: string | null) {
    super('Twilio did not take it.');
    this.name = 'NotTaken';
    this.status = status;
    this.said = said;
    this.retryAfter = retryAfter;
  }
}

type Request = Parameters<RequestClient['request']>[0];

/**
 * The client's own way to make a request, with a bound in time, never twice, to the host that is configured. What it was
 * asked is not remembered. Rejects with NotTaken for every answer but 2xx.
 */
class BoundedRequests extends RequestClient {
  readonly #apiUrl: string | undefined;

  constructor(apiUrl: string | undefined) {
    super({ timeout: longestCall, keepAlive: true, maxSockets: 50, autoRetry: false });
    this.#apiUrl = apiUrl?.replace(/\/+$/, '');
    Object.assign(this.axios.defaults, { maxContentLength: mostAnswer, maxRedirects: 0 });
    // The client's own time-out begins anew with every byte.
    this.axios.interceptors.request.use((config) =>
      Object.assign(config, { signal: AbortSignal.timeout(longestCall) }),
    );
  }

  override async request<Data>(asked: Request) {
    const { origin, href } = new URL(asked.uri);
    const uri = this.#apiUrl === undefined ? href : this.#apiUrl + href.slice(origin.length);
    const response = await super.request<Data>({ ...(asked as object), method: asked.method, uri, logLevel: 'none' });
    delete this.lastRequest;
    delete this.lastResponse;
    const body: object = typeof response.body === 'object' ? (response.body ?? {}) : {};
    // Taken is taken: what cannot be read of it is no reason to send it again.
    if (response.statusCode >= 200 && response.statusCode < 300) return Object.assign(response, { body: body as Data });
    const { code } = body as { code?: unknown };
    const said = typeof code === 'number' && Number.isInteger(code) ? code : null;
    throw new NotTaken(response.statusCode, said, headerIn(response, 'retry-after'));
  }
}

function headerIn(response: object, name: string): string | null {
  const value = (response as { headers?: Record<string, unknown> }).headers?.[name];
  return typeof value === 'string' ? value : null;
}

/** Twilio's own client. Whatever TWILIO_ variables the environment has, it does as it is told here. */
export function createClient({ accountSid, authToken, apiKey, apiUrl }: TwilioOptions): TwilioClient {
  const [username, password] = apiKey ? [apiKey.sid, apiKey.secret] : [accountSid, authToken];
  return new Twilio(username, password, {
    ...{ accountSid, edge: '', region: '', logLevel: 'none', autoRetry: false },
    httpClient: new BoundedRequests(apiUrl),
  });
}
