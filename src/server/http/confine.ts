import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '../../ports/log.ts';
import { refusal } from './handle.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { checkTarget } from './target.ts';

type Fail = (error: unknown) => void;
const request = new AsyncLocalStorage<Fail>();

/**
 * Whether an error that nobody caught was thrown inside one request, which is then answered with 500 or closed. For the
 * process's last listener. Touches the request's socket.
 */
export function endsRequest(error: unknown): boolean {
  const fail = request.getStore();
  fail?.(error);
  return fail !== undefined;
}

/**
 * Puts a check in front of each request and upgrade, and a catch around it: whatever throws inside of one, at once or
 * later, ends that one only. Call it when all listeners of the server are there.
 */
export function confine(http: Server, log: Log, headers: readonly (readonly [string, string])[]): void {
  const onRequest = (message: IncomingMessage, response: ServerResponse): Fail =>
    answering(log, headers, message, response);
  around(http, 'request', onRequest);
  around(http, 'checkContinue', onRequest);
  around(http, 'upgrade', (_message: IncomingMessage, socket: Duplex) => closing(log, socket));
}

/** How a request ends that cannot go on. */
const answering =
  (
    log: Log,
    headers: readonly (readonly [string, string])[],
    message: IncomingMessage,
    response: ServerResponse,
  ): Fail =>
  (error) => {
    const { status, body } = refusal(error);
    if (status >= 500) log.error('request.fault', error);
    if (response.headersSent) return void message.socket.destroy();
    const text = JSON.stringify(body);
    for (const [name, value] of headers) response.setHeader(name, value);
    response.statusCode = status;
    response.setHeader('Connection', 'close');
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Content-Length', Buffer.byteLength(text));
    response.end(text);
  };

const closing =
  (log: Log, socket: Duplex): Fail =>
  (error) => {
    if (refusal(error).status >= 500) log.error('request.fault', error);
    socket.on('error', () => socket.destroy());
    if (socket.writable) refuseUpgrade(socket, error);
  };

/** A WebSocket as far as it is confined. */
interface Confinable {
  emit(event: string, ...given: unknown[]): boolean;
  terminate(): void;
}

/**
 * Puts a catch around all listeners of an open WebSocket, those of now and later: whatever throws inside of one, at once or
 * later, ends that socket only. Its events come outside the request that opened it.
 */
export function confineSocket(socket: Confinable, log: Log): void {
  const emit = socket.emit.bind(socket);
  const fail: Fail = (error) => {
    log.error('stream.fault', error);
    socket.terminate();
  };
  socket.emit = (event, ...given) =>
    request.run(fail, () => {
      try {
        return emit(event, ...given);
      } catch (error) {
        fail(error);
        return true;
      }
    });
}

/** Takes the listeners of an event and calls them inside. The parser's own context is entered: a body's events are in it too. */
function around<A extends unknown[]>(http: Server, event: string, failOf: (...given: A) => Fail): void {
  const listeners = http.listeners(event);
  if (listeners.length === 0) return;
  http.removeAllListeners(event);
  http.on(event, (...given: unknown[]) => {
    const fail = failOf(...(given as A));
    request.enterWith(fail);
    try {
      checkTarget(given[0] as IncomingMessage);
      for (const listener of listeners) listener.apply(http, given);
    } catch (error) {
      fail(error);
    }
  });
}
