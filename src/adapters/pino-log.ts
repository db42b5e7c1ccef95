import pino from 'pino';
import { CoachError } from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';

/** A log of JSON lines on stderr. Errors go in by class, code and the place they were thrown, never by their message. */
export function createLog(level: string): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
  return {
    info: (event, details = {}) => logger.info({ event, ...details }),
    warn: (event, details = {}) => logger.warn({ event, ...details }),
    error: (event, error, details = {}) => logger.error({ event, ...describe(error), ...details }),
  };
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim());
  const cause = error.cause === undefined ? {} : { cause: describe(error.cause) };
  return {
    error: error.name,
    ...(error instanceof CoachError ? { code: error.code, ...error.details } : {}),
    at: places,
    ...cause,
  };
}
