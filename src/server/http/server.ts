import type { AddressInfo } from 'node:net';
import restify, { type Request, type Response, type Server } from 'restify';
import { isLoopback } from '../../domain/loopback.ts';
import type { Log } from '../../ports/log.ts';
import { readBody } from './body.ts';
import { confine } from './confine.ts';
import { createFrontOf } from './front.ts';
import { guardThisMachine } from './guard.ts';
import { mount } from './mount.ts';
import type { Routes } from './route.ts';

export interface Running {
  readonly port: number;
  /** Stops taking requests and waits for those under way, up to a few seconds. */
  close(): Promise<void>;
}

const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
};

/** Where the server listens, and what it tells of itself. */
export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  /** Behind https: browsers are told to keep to it. */
  readonly https?: boolean;
  /** Addresses, or networks as `10.0.0.0/8`, of proxies that say truly how somebody came. */
  readonly trustedProxies?: readonly string[];
  /** ms until a request must be here whole, and its headers. */
  readonly patience?: { readonly request: number; readonly headers: number };
}

const defaultPatience = { request: 30_000, headers: 10_000 };

/** Starts the HTTP server. `port` 0 takes a free one. Rejects when the port is taken. */
export async function startServer(options: ServerOptions, groups: readonly Routes[]): Promise<Running> {
  const server = restify.createServer({ name: 'side-by-side', ignoreTrailingSlash: true });
  bound(server, options.patience ?? defaultPatience);
  const hsts = options.https ? { 'Strict-Transport-Security': 'max-age=31536000' } : {};
  const headers = Object.entries({ ...securityHeaders, ...hsts });
  server.pre((_request: Request, response: Response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    response.removeHeader('Server');
    next();
  });
  server.pre(restify.plugins.pre.sanitizePath());
  if (isLoopback(options.host)) server.use(guardThisMachine);
  server.use(readBody);
  hideErrors(server);
  const end = mount(server, groups, options.log, createFrontOf(options.trustedProxies ?? []));
  confine(server.server, options.log, headers);
  await new Promise<void>((resolve, reject) => {
    // restify passes its listener's errors on as its own.
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server, end) };
}

/** No request may take for ever to arrive, and none may bring headers without end (Node holds them to 16 KB). */
function bound({ server }: Server, patience: { readonly request: number; readonly headers: number }): void {
  server.requestTimeout = patience.request;
  server.headersTimeout = patience.headers;
  server.maxHeadersCount = 100;
  // How often Node looks for them: no option of restify's, and by default too seldom for these times.
  Object.assign(server, { connectionsCheckingInterval: Math.min(5_000, patience.headers) });
}

/** restify shows an error's own message to the client; ours say only what kind it was. */
function hideErrors(server: Server): void {
  server.on(
    'restifyError',
    (_request: Request, _response: Response, error: { statusCode?: number; toJSON?: unknown }, done: () => void) => {
      const status = error.statusCode ?? 500;
      const code = status === 404 ? 'NOT_FOUND' : status < 500 ? 'BODY_INVALID' : 'INTERNAL';
      const message = {
        404: 'There is nothing here.',
        405: 'This address takes another method.',
        413: 'That is too large.',
      }[status];
      error.toJSON = () => ({
        code,
        message: message ?? (status < 500 ? 'That request cannot be read.' : 'Something went wrong here.'),
      });
      done();
    },
  );
}

function close(server: Server, end: () => void): Promise<void> {
  end();
  return new Promise((resolve) => {
    const http = server.server;
    const patience = setTimeout(() => http.closeAllConnections(), 3_000);
    // A kept-alive connection that was busy just now becomes idle when its request is answered.
    const idle = setInterval(() => http.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(patience);
      clearInterval(idle);
      resolve();
    });
    http.closeIdleConnections();
  });
}
