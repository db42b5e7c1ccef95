import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import type { mayUse } from '../../domain/console/roles.ts';
import type { WebhookPost } from '../../ports/webhook.ts';
import type { Front } from './front.ts';

/**
 * Who may ask. `public`: anybody. `provider`: a channel's provider, which the handler lets in by its own proof.
 * `machine`: this machine alone, where the server listens to it alone. `operator`: like `machine`, with a token where one is set.
 * `console`: whoever is signed in there and has one of the roles that `may` stands for (`src/server/routes/console/gate.ts`).
 */
export type Role = 'public' | 'provider' | 'machine' | 'operator' | 'console';

/** What a handler is given of a request. */
export interface Asked<Body = unknown> {
  readonly params: Readonly<Record<string, string>>;
  /** What the route declares of the query; one that was not sent is ''. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: Body;
  /** The headers that the route declares; one that was not sent is ''. */
  readonly headers: Readonly<Record<string, string>>;
  /** All of the request as it came: for a route whose handler reads the body itself, else empty. */
  readonly posted: WebhookPost;
  /** The network address of who asks, and how they came, as far as a proxy that is trusted says so. */
  readonly from: string;
  readonly front: Front;
  /** Host and port that the client itself used. */
  readonly here: string;
}

/** What a route gives back: an object goes out as JSON, a text as it is. */
export interface Answer {
  readonly status?: number;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of a body: writes for as long as the connection lasts. */
  readonly stream?: (response: ServerResponse) => void;
}

/** Takes a socket over. */
export type Take = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

interface Place {
  /** With `:name` for a part of its own. */
  readonly path: string;
  readonly role: Role;
  /** What part of the console it is: whoever may use that may ask. */
  readonly may?: keyof typeof mayUse;
  /** Names of headers, in small letters. */
  readonly headers?: readonly string[];
  /** Names of what is read of the query. */
  readonly query?: readonly string[];
}

/** A request that is answered. `raw`: the handler reads the body itself. `none`: no body is looked at. */
export interface CallRoute extends Place {
  readonly method: 'GET' | 'POST';
  readonly input: z.ZodType | 'raw' | 'none';
  /** Typed by `route`; what it gets as a body has passed `input`. */
  readonly handler: (asked: Asked<never>) => Answer | Promise<Answer>;
}

/** A folder of files. */
export interface PageRoute extends Place {
  readonly method: 'GET';
  readonly input: 'none';
  readonly files: string;
}

/** A socket that stays open. The handler refuses by a fault, or gives what takes it over. */
export interface UpgradeRoute extends Place {
  readonly method: 'UPGRADE';
  readonly input: 'none';
  readonly handler: (asked: Asked<undefined>) => Take;
}

export type Route = CallRoute | PageRoute | UpgradeRoute;

/** Routes that belong together. */
export interface Routes {
  readonly routes: readonly Route[];
  /** The start of the paths that pages of this machine's other ports may use. */
  readonly localPages?: string;
  /** Called when the server starts; gives what ends all that is held open. */
  readonly open?: () => () => void;
}

/** A route whose handler gets the body that its schema gives. Pure. */
export const route = <S extends z.ZodType>(
  given: Omit<CallRoute, 'input' | 'handler'> & {
    readonly input: S;
    readonly handler: (asked: Asked<z.output<S>>) => Answer | Promise<Answer>;
  },
): CallRoute => given;
