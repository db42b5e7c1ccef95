import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ConsoleEvent } from '../../src/domain/console/events.ts';
import { root } from './places.ts';

/** What the fixture answers: an object, or a refusal. */
export type Answered = object | { readonly status: number; readonly code: string };
/** Answers a path below `/console/api/`, with its query and the body of a POST; undefined where there is nothing. */
export type Answers = (path: string, query: URLSearchParams, body: unknown, method: string) => Answered | undefined;

/** The content security policy of the service itself (`src/server/http/server.ts`). */
const policy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

/**
 * The built console in front of answers that a test makes: for its looks, its sizes and what no service brings about at will. It has no
 * rules of its own; what the service does is tested with the service.
 */
export async function serveConsole(answers: Answers) {
  const built = join(root, 'dist/web/console');
  const lines = new Set<ServerResponse>();
  const seen: string[] = [];
  let sent = 0;
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://here');
    response.setHeader('Content-Security-Policy', policy);
    const name = url.pathname.replace('/console/', '');
    if (name.startsWith('assets/')) {
      response.setHeader('Content-Type', types[name.split('.').at(-1) ?? ''] ?? 'text/plain');
      return void response.end(await readFile(join(built, name)));
    }
    if (!name.startsWith('api/')) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      return void response.end(await readFile(join(built, 'index.html')));
    }
    if (name === 'api/events') return listen(request, response);
    let text = '';
    for await (const chunk of request) text += chunk;
    const given = answers(
      name.slice(4),
      url.searchParams,
      text === '' ? undefined : JSON.parse(text),
      request.method ?? '',
    );
    const refused = given && 'status' in given && 'code' in given && typeof given.status === 'number';
    response.writeHead(given ? (refused ? Number(given.status) : 200) : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(given ?? { code: 'NOT_FOUND' }));
  }

  function listen(request: IncomingMessage, response: ServerResponse): void {
    seen.push(String(request.headers['last-event-id'] ?? ''));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(`id: c${sent}\n: open\n\n`);
    lines.add(response);
    response.on('close', () => lines.delete(response));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The cursors with which the page has asked for its events, in order. */
    seen,
    /** Tells every page that is open. */
    tell({ type, ...data }: ConsoleEvent): void {
      sent += 1;
      for (const line of lines) line.write(`id: c${sent}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    /** Breaks every line. */
    cut: (): void => {
      for (const line of lines) line.destroy();
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
