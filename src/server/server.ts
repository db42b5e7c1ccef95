import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import restify, { type Request, type Response, type Server } from 'restify';
import type { Log } from '../ports/log.ts';

/** A group of routes. What it gives back ends what it holds open, when the server closes. */
export type Routes = (server: Server) => undefined | (() => void);

export interface Running {
  readonly port: number;
  /** Stops taking requests and waits for those under way, up to a few seconds. */
  close(): Promise<void>;
}

const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Starts the HTTP server. `port` 0 takes a free one. Rejects when the port is taken. */
export async function startServer(
  options: { readonly host: string; readonly port: number; readonly log: Log },
  groups: readonly Routes[],
): Promise<Running> {
  const server = restify.createServer({ name: 'side-by-side', ignoreTrailingSlash: true });
  server.pre(restify.plugins.pre.sanitizePath());
  server.pre((_request: Request, response: Response, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    next();
  });
  server.use(restify.plugins.bodyParser({ maxBodySize: 256 * 1024, mapParams: false }));
  hideErrors(server);
  const ends = groups.map((routes) => routes(server));
  // restify takes every upgrade from Node; one that nobody answers would stay open for good.
  if (server.listenerCount('upgrade') === 0) server.on('upgrade', (_request, socket: Duplex) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    // restify passes its listener's errors on as its own.
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server, ends) };
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

function close(server: Server, ends: readonly ReturnType<Routes>[]): Promise<void> {
  for (const end of ends) end?.();
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
