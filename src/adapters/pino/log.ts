import pino, { type DestinationStream } from 'pino';
import { CoachError } from '../../domain/errors.ts';
import type { Log } from '../../ports/log.ts';

/** A log of JSON lines, on stderr unless told otherwise. Errors go in by class, code and the place they were thrown, never by their message. */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (event, details = {}) => logger.info({ event, ...details }),
    warn: (event, details = {}) => logger.warn({ event, ...details }),
    error: (event, error, details = {}) => logger.error({ event, ...describe(error), ...details }),
  };
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause === undefined ? {} : { cause: describe(error.cause) };
  return {
    error: /^\w{1,60}$/.test(error.name) ? error.name : 'Error',
    ...(error instanceof CoachError ? { code: error.code, ...error.details } : {}),
    at: placesOf(error),
    ...cause,
  };
}

/** Where it was thrown. The message stands in the stack too, and may have lines that look like places: it is cut out. */
function placesOf({ stack = '', message }: Error): string[] {
  const places = message === '' ? stack : stack.slice(stack.lastIndexOf(message) + message.length);
  return places
    .split('\n')
    .filter((line) => /^ {4}at .{1,300}:\d+:\d+\)?$/.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
}
