import type { ServerResponse } from 'node:http';
import type { Console } from '../../../app/console/console.ts';
import type { TellEvent } from '../../../app/console/events.ts';
import { CoachError } from '../../../domain/errors.ts';
import type { Log } from '../../../ports/log.ts';
import type { CallRoute, Routes } from '../../http/route.ts';
import type { Gate } from './gate.ts';

/** How often a line is kept from falling asleep, ms. */
const pingMs = 15_000;
/** Lines of all consoles of this process. */
const mostLines = 500;

/** What changes, as server-sent events: any process of the service goes on after the last that was heard. */
export function eventRoutes(
  { listen, signIn, readerOf }: Pick<Console, 'listen' | 'signIn' | 'readerOf'>,
  gate: Gate,
  log: Log,
): { readonly route: CallRoute; readonly open: NonNullable<Routes['open']> } {
  const lines = new Set<AbortController>();

  const route = gate.forPart({
    ...{
      method: 'GET',
      path: 'events',
      may: 'cases',
      query: ['case', 'after'],
      headers: ['last-event-id'],
      byItself: true,
    },
    handler: async ({ seen }, { query, headers }) => {
      if (lines.size >= mostLines) throw new CoachError('STREAMS_FULL', 'Too many consoles are open: close some.');
      const of = query['case'] ?? '';
      const after = headers['last-event-id'] || query['after'] || '';
      const who = async () => {
        const now = await signIn.seen(seen.cookie);
        return now && readerOf(now);
      };
      const stream = (response: ServerResponse): void => {
        const control = new AbortController();
        lines.add(control);
        response.once('close', () => control.abort());
        const { signal } = control;
        const ping = setInterval(() => response.write(': here\n\n'), pingMs);
        response.write(': open\n\n');
        listen({ who, of, after, signal, tell: teller(response, signal) })
          .catch((error: unknown) => {
            if (!signal.aborted) log.error('console.events', error);
          })
          .finally(() => {
            clearInterval(ping);
            lines.delete(control);
            response.end();
          });
      };
      return { headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' }, stream };
    },
  });
  const end = (): void => {
    for (const control of lines) control.abort();
  };
  return { route, open: () => end };
}

/** Writes events, no faster than they are taken. */
const teller =
  (response: ServerResponse, signal: AbortSignal): TellEvent =>
  async ({ type, ...data }, cursor) => {
    if (signal.aborted) return;
    const id = cursor === '' ? '' : `id: ${cursor}\n`;
    if (response.write(`${id}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        response.off('drain', go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      response.once('drain', go);
      signal.addEventListener('abort', go, { once: true });
    });
  };
