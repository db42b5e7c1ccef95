import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CoachError } from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';
import type { ControlParts } from './operation.ts';
import { operations } from './operations.ts';

/** The longest path of a socket, bytes: the system's own bound is a little above, and Node would cut without a word. */
const longest = 100;

/** Where a service of this folder listens for the command line. */
export const socketOf = (dataDir: string): string => join(dataDir, 'coach.sock');

/**
 * Listens for the command line on a socket for this user alone. For whoever holds the store of the folder: a socket
 * that is there already is of a process that was killed. A request is `POST /OPERATION` with its arguments as JSON; the
 * answer is lines of JSON: `{"progress"}` and `{"item"}` any number of times, then `{"value"}` or `{"fault"}`.
 * @throws CoachError `SOCKET_PATH_TOO_LONG`.
 */
export async function startControl(
  dataDir: string,
  parts: ControlParts,
  log: Log,
): Promise<{ close(): Promise<void> }> {
  const path = socketOf(dataDir);
  const bytes = Buffer.byteLength(path);
  if (bytes > longest) {
    const message = `The path of the data folder is too long for a socket: choose a COACH_DATA_DIR that leaves ${path.length - longest} letters out.`;
    throw new CoachError('SOCKET_PATH_TOO_LONG', message, { bytes, longest });
  }
  await rm(path, { force: true });
  const server = createServer((request, response) => void answer(parts, log, request, response));
  await listenPrivately(server, path);
  return { close: () => close(server) };
}

/** The socket is made by `listen` itself, so no moment passes in which others may write to it. */
function listenPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const usual = process.umask(0o177);
    server.listen(path, resolve);
    process.umask(usual);
  });
}

async function answer(parts: ControlParts, log: Log, request: IncomingMessage, response: ServerResponse) {
  const say = (line: object): void => void response.write(`${JSON.stringify(line)}\n`);
  response.setHeader('content-type', 'application/x-ndjson');
  const name = (request.url ?? '/').slice(1);
  try {
    const operation = operations.get(name);
    if (!operation) throw new CoachError('NOT_FOUND', 'The running service does not know this: is it older?');
    const args: unknown = JSON.parse(await text(request));
    const item = (told: object): void => {
      if (response.destroyed) throw new CoachError('STORE_UNAVAILABLE', 'Nobody listens any more.');
      say({ item: told });
    };
    say({ value: await operation.run(parts, args, { progress: (progress) => say({ progress }), item }) });
  } catch (error) {
    if (!(error instanceof CoachError)) log.error('control.failed', error, { operation: name });
    say({ fault: faultOf(error) });
  }
  response.end();
}

const faultOf = (error: unknown) =>
  error instanceof CoachError
    ? { code: error.code, message: error.message, details: error.details }
    : { code: 'STORE_UNAVAILABLE', message: 'The service could not do this: look at its log.', details: {} };

/** Lets what is under way end, for a few seconds. Closing removes the socket. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), 3_000);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
