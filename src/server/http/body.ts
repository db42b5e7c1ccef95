import type { Next, Request, Response } from 'restify';
import { CoachError } from '../../domain/errors.ts';
import { refuse } from './handle.ts';

/** Bytes of a request's body. */
export const mostBody = 256 * 1024;

/**
 * Reads a body into `body` (and as sent into `rawBody`): JSON or a form, at most `mostBody` bytes, as it came over the
 * wire. A compressed body is refused: nobody who writes to us compresses, and a small one can hold gigabytes. (The
 * body parser of restify reads compressed ones without a bound, and ends the process on a broken one.)
 */
export function readBody(request: Request, response: Response, next: Next): void {
  const fail = (error: unknown): void => {
    response.setHeader('Connection', 'close');
    refuse(response, error);
    next(false);
  };
  if (!hasBody(request)) return next();
  const declared = Number(request.headers['content-length'] ?? 0);
  const reason = refusalOf(request, declared);
  if (reason) return fail(reason);
  collect(request, (text) => {
    if (text === null) return fail(tooLarge());
    try {
      Object.assign(request, { rawBody: text, body: parse(typeOf(request), text) });
    } catch (error) {
      return fail(error);
    }
    next();
  });
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const typeOf = ({ headers }: Request): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const isJson = (type: string): boolean => type === 'application/json' || type.endsWith('+json');
const isForm = (type: string): boolean => type === 'application/x-www-form-urlencoded';

function refusalOf(request: Request, declared: number): CoachError | null {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return new CoachError('BODY_TYPE', 'Send the body as it is, not compressed.');
  const type = typeOf(request);
  if (!isJson(type) && !isForm(type)) return new CoachError('BODY_TYPE', 'Send JSON: Content-Type: application/json.');
  return declared > mostBody ? tooLarge() : null;
}

const tooLarge = (): CoachError => new CoachError('BODY_TOO_LARGE', `Send at most ${mostBody} bytes.`);

/** Gives the body, or null as soon as it is too large. A request that is broken off is never answered. */
function collect(request: Request, done: (text: string | null) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= mostBody) return void chunks.push(chunk);
    chunks.length = 0;
    request.removeAllListeners('data');
    request.removeAllListeners('end');
    // What still comes is dropped until the connection is closed after the answer.
    request.resume();
    done(null);
  });
  request.once('end', () => done(Buffer.concat(chunks).toString('utf8')));
  request.once('error', () => {});
}

function parse(type: string, text: string): unknown {
  if (isForm(type)) return Object.fromEntries(new URLSearchParams(text));
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own message quotes the body.
    throw new CoachError('BODY_INVALID', 'That is not JSON.');
  }
}
