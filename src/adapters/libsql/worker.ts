import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CoachError } from '../../domain/errors.ts';
import { openDatabase } from './database.ts';
import { createOperations } from './operations.ts';
import { type Fault, type Reply, type Request, startId, type WorkerInput } from './protocol.ts';
import { keysSchema, storeSchema } from './schema.ts';

const answer = (id: number, operation: string, work: () => unknown): void => {
  try {
    parentPort?.postMessage({ id, value: work() } satisfies Reply);
  } catch (error) {
    parentPort?.postMessage({ id, fault: faultOf(error, operation) } satisfies Reply);
  }
};

/** Only the code of a foreign error is passed on: its message might quote what was stored. */
function faultOf(error: unknown, operation: string): Fault {
  if (error instanceof CoachError) return { code: error.code, message: error.message, details: error.details };
  const { code, name } = error as { code?: unknown; name?: unknown };
  const reason = typeof code === 'string' ? code : String(name);
  const message = 'The store could not do this: look at the disk (space, rights) and at the reason.';
  return { code: 'STORE_UNAVAILABLE', message, details: { operation, reason } };
}

function start(): void {
  const { dataDir, now } = workerData as WorkerInput;
  const store = openDatabase(join(dataDir, 'coach.db'), storeSchema);
  const operations = createOperations(store, openDatabase(join(dataDir, 'keys.db'), keysSchema), now);
  parentPort?.on('message', (request: Request | null) => {
    if (!request) return parentPort?.close();
    const { id, operation, args } = request;
    const run = operations[operation] as (...args: never[]) => unknown;
    answer(id, operation, () => run(...(args as never[])));
  });
}

answer(startId, 'open', start);
