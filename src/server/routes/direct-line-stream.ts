import { type WebSocket, WebSocketServer } from 'ws';
import type { App } from '../../app/create-app.ts';
import { CoachError } from '../../domain/errors.ts';
import type { DirectLine } from '../../ports/direct-line.ts';
import type { Log } from '../../ports/log.ts';
import { confineSocket } from '../http/confine.ts';
import type { Asked, Routes, UpgradeRoute } from '../http/route.ts';
import { activitySet, watermarkIn } from './activity-set.ts';

/** Bounds of the streams. `beatMs`: who does not answer a ping until the next one is gone. */
export interface StreamLimits {
  readonly beatMs: number;
  readonly most: number;
}

const usual: StreamLimits = { beatMs: 20_000, most: 200 };
/** Clients only send empty messages, to keep the line open. */
const maxPayload = 1_024;
/** How long a client may take to close its socket when the server closes. */
const farewellMs = 500;

/** The Direct Line stream over WebSocket: all activities since the watermark, then each as it is stored. */
export function directLineStream(
  app: Pick<App, 'subscribe'>,
  directLine: DirectLine,
  log: Log,
  limits: Partial<StreamLimits> = {},
): Required<Pick<Routes, 'open'>> & { readonly route: UpgradeRoute } {
  const { beatMs, most } = { ...usual, ...limits };
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();

  const opened = (socket: WebSocket, { conversation, watermark }: Stream): void => {
    confineSocket(socket, log);
    alive.add(socket);
    const ended = new AbortController();
    const deliver = async (): Promise<void> => {
      for await (const entries of app.subscribe(directLine.stream(conversation), watermark, ended.signal)) {
        await send(socket, JSON.stringify(activitySet(directLine, conversation, entries, watermark)));
      }
    };
    deliver().catch((error: unknown) => {
      if (socket.readyState === socket.OPEN) log.error('stream.failed', error);
      // The client connects again, with its watermark.
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

  let closed = false;
  const handler: UpgradeRoute['handler'] = (asked) => {
    if (closed || sockets.clients.size >= most)
      throw new CoachError('STREAMS_FULL', 'No more streams can be opened now: try again later.');
    const stream = read(asked, directLine);
    return (request, socket, head) => sockets.handleUpgrade(request, socket, head, (open) => opened(open, stream));
  };
  const open = (): (() => void) => {
    const beating = setInterval(beat, beatMs);
    return () => {
      closed = true;
      clearInterval(beating);
      for (const socket of sockets.clients) socket.close(1001);
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, farewellMs).unref();
    };
  };
  const place = { path: '/directline/conversations/:id/stream', role: 'machine', query: ['t', 'watermark'] } as const;
  return { route: { ...place, method: 'UPGRADE', input: 'none', handler }, open };
}

/** What a client subscribes to. */
interface Stream {
  readonly conversation: string;
  readonly watermark: number;
}

/** What an upgrade asks for. @throws CoachError `NOT_FOUND`, `TOKEN_INVALID`, `TOKEN_EXPIRED`, `BODY_INVALID`. */
function read({ params, query }: Asked, directLine: DirectLine): Stream {
  const { conversation } = directLine.verify(query['t'] ?? '');
  if (params['id'] !== conversation) throw new CoachError('NOT_FOUND', 'This token has no such conversation.');
  return { conversation, watermark: watermarkIn(query) };
}

/** Resolves when the message has left this process: a slow reader is not sent more meanwhile. */
const send = (socket: WebSocket, text: string): Promise<void> =>
  new Promise((resolve, reject) => socket.send(text, (error) => (error ? reject(error) : resolve())));
