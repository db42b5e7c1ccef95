import { stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Progress } from '../control/operation.ts';
import { operations } from '../control/operations.ts';
import { socketOf } from '../control/server.ts';
import { CoachError, type ErrorCode, type ErrorDetails } from '../domain/errors.ts';
import { openStorage } from '../service.ts';

type Line =
  | { readonly progress: string }
  | { readonly value: object }
  | { readonly fault: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails } };

/**
 * Has the running service of a folder do something; where none runs, opens the store here, does the same and closes it.
 * @throws CoachError what the operation throws, `NOT_FOUND` where there is no store, `STORE_IN_USE`.
 */
export async function withService(
  dataDir: string,
  operation: string,
  args: object,
  progress: Progress = () => {},
): Promise<object> {
  const response = await ask(socketOf(dataDir), operation, args);
  if (!response) return alone(dataDir, operation, args, progress);
  for await (const text of createInterface({ input: response })) {
    const line = JSON.parse(text) as Line;
    if ('value' in line) return line.value;
    if ('fault' in line) throw new CoachError(line.fault.code, line.fault.message, line.fault.details);
    progress(line.progress);
  }
  throw new CoachError('STORE_UNAVAILABLE', 'The service ended before it answered: start it and try again.');
}

/** The answer of the running service; null when none runs. */
function ask(socketPath: string, operation: string, args: object): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, path: `/${operation}`, method: 'POST' }, resolve);
    asking.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
    asking.end(JSON.stringify(args));
  });
}

async function alone(dataDir: string, operation: string, args: object, progress: Progress): Promise<object> {
  const found = await stat(join(dataDir, 'coach.db')).catch(() => null);
  if (!found) throw new CoachError('NOT_FOUND', 'There is no store in this folder: set COACH_DATA_DIR.');
  const { store, keys, copyTo } = await openStorage(dataDir);
  try {
    const known = operations.get(operation);
    if (!known) throw new CoachError('NOT_FOUND', 'There is no such operation.');
    return await known.run({ store, copyTo, since: null }, args, progress);
  } finally {
    await store.close();
    await keys.close();
  }
}
