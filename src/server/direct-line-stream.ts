import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { App } from '../app/create-coach.ts';
import { CoachError } from '../domain/errors.ts';
import type { DirectLine } from '../ports/direct-line.ts';
import type { Log } from '../ports/log.ts';
import { activitySet, watermarkIn } from './activity-set.ts';
import { isOwn } from './guard.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import type { Routes } from './server.ts';

/** Bounds of the streams. `beatMs`: who does not answer a ping until the next one is gone. */
export interface StreamLimits {
  readonly beatMs: number;
  readonly most: number;
}

const usual: StreamLimits = { beatMs: 20_000, most: 200 };
/** Clients only send empty messages, to keep the line open. */
const maxPayload = 1_024;
/** How long a client may take to say goodbye when the server closes. */
const farewellMs = 500;

const streamPath = /^\/directline\/conversations\/([^/]+)\/stream$/;

/** The Direct Line stream over WebSocket: all activities since the watermark, then each as it is stored. */
export function directLineStream(
  app: Pick<App, 'subscribe'>,
  directLine: DirectLine,
  log: Log,
  limits: Partial<StreamLimits> = {},
): Routes {
  const { beatMs, most } = { ...usual, ...limits };
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();

  const opened = (socket: WebSocket, { conversation, watermark }: Asked): void => {
    alive.add(socket);
    const ended = new AbortController();
    const deliver = async (): Promise<void> => {
      for await (const entries of app.subscribe(directLine.stream(conversation), watermark, ended.signal)) {
        await send(socket, JSON.stringify(activitySet(directLine, conversation, entries, watermark)));
      }
    };
    deliver().catch((error: unknown) => {
      if (socket.readyState === socket.OPEN) log.error('stream.failed', error);
      // It comes back with its watermark.
      socket.close(1011);
    });
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => ended.abort());
  };

  const beat = (): void => {
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  };

  return (server) => {
    const beating = setInterval(beat, beatMs);
    let closed = false;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      try {
        if (closed || sockets.clients.size >= most)
          throw new CoachError('STREAMS_FULL', 'No more streams can be opened now: try again later.');
        const asked = read(request, directLine);
        sockets.handleUpgrade(request, socket, head, (open) => opened(open, asked));
      } catch (error) {
        refuseUpgrade(socket, error);
      }
    });
    return () => {
      closed = true;
      clearInterval(beating);
      for (const socket of sockets.clients) socket.close(1001);
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, farewellMs).unref();
    };
  };
}

/** What a client subscribes to. */
interface Asked {
  readonly conversation: string;
  readonly watermark: number;
}

/** What an upgrade asks for. @throws CoachError `ORIGIN_REFUSED`, `NOT_FOUND`, `TOKEN_INVALID`, `TOKEN_EXPIRED`, `BODY_INVALID`. */
function read(request: IncomingMessage, directLine: DirectLine): Asked {
  // An upgrade passes none of the server's own handlers: a page of another site, or another name of this machine, ends here.
  if (!isOwn(request))
    throw new CoachError('ORIGIN_REFUSED', 'Only pages of this machine may use this: open them at 127.0.0.1.');
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const [, id] = streamPath.exec(path) ?? [];
  if (id === undefined) throw new CoachError('NOT_FOUND', 'There is no stream here.');
  const asked = new URLSearchParams(query);
  const { conversation } = directLine.verify(asked.get('t') ?? '');
  if (id !== conversation) throw new CoachError('NOT_FOUND', 'This token has no such conversation.');
  return { conversation, watermark: watermarkIn(asked) };
}

/** Resolves when the message has left this process: a slow reader is not sent more meanwhile. */
const send = (socket: WebSocket, text: string): Promise<void> =>
  new Promise((resolve, reject) => socket.send(text, (error) => (error ? reject(error) : resolve())));
