import { resolve } from 'node:path';
import type { Config } from './config/config.ts';
import { socketOf } from './control/server.ts';
import { CoachError, type ErrorCode } from './domain/errors.ts';

/** Where a process works: what a fault may have to do with. */
export type Place = Pick<Config, 'dataDir' | 'host' | 'port'>;

/** Faults of what lies in the data folder: they say which folder that is. */
const ofFolder: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['COMMIT_CONTENDED', 'KEY_MISSING', 'RECORD_UNREADABLE', 'STORE_IN_USE', 'STORE_UNAVAILABLE'] as const),
]);

/**
 * A fault as whoever starts a command reads it: code, what to do, and the data folder, socket or port that it is about. Pure
 * but for the current folder.
 */
export function tellFault(error: unknown, place: Place | null): string {
  if (!(error instanceof CoachError)) return listening(error, place) ?? String(error);
  const told = `${error.code}: ${error.message}`;
  if (!place) return told;
  const folder = resolve(place.dataDir);
  if (error.code === 'SOCKET_PATH_TOO_LONG') return `${told}\nSocket: ${socketOf(folder)}`;
  return ofFolder.has(error.code) && !told.includes(folder) ? `${told}\nData folder: ${folder}` : told;
}

/** What keeps a server from listening; null for every other fault. */
function listening(error: unknown, place: Place | null): string | null {
  const {
    code = '',
    syscall = '',
    port = place?.port,
    address = place?.host,
  } = (error ?? {}) as Partial<Record<'code' | 'syscall' | 'address', string> & { readonly port: number }>;
  if (syscall !== 'listen') return null;
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${address} is taken: stop what uses it, or choose another with PORT=….`;
  if (code === 'EACCES')
    return `Port ${port} of ${address} is not open to this user: choose one above 1023 with PORT=….`;
  return `Nothing can listen on ${address}, port ${port} (${code}): set COACH_HOST to an address of this machine.`;
}
