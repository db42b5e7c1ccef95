import { join } from 'node:path';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { CoachError } from '../../domain/errors.ts';
import { type Database, openDatabase } from './database.ts';
import { mend } from './mend/mend.ts';
import { createOperations, type Operations } from './operations.ts';
import { type Calls, type Fault, type Reply, type Request, startId, type WorkerInput } from './protocol.ts';
import { keysSchema, storeSchema } from './schema.ts';
import { metaSchema } from './stamps.ts';

/** How many calls share one synced write at most: each waits for the last of them. */
const mostAtOnce = 64;

const port = parentPort as NonNullable<typeof parentPort>;

const replyTo = (id: number, operation: string, work: () => unknown): Reply => {
  try {
    return { id, value: work() };
  } catch (error) {
    return { id, fault: faultOf(error, operation) };
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

/** Answers calls in their order; what they wrote is on disk then, by one synced write for all of them. */
function answerAll(calls: readonly Request[], operations: Operations, groups: readonly Database[]): readonly Reply[] {
  const answerEach = () =>
    calls.map(({ id, operation, args }) => {
      const run = operations[operation] as (...args: readonly unknown[]) => unknown;
      return replyTo(id, operation, () => run(...args));
    });
  // A file cannot be copied within a transaction: then each call has its own.
  if (calls.length === 1 || calls.some(({ operation }) => operation === 'copyTo')) return answerEach();
  try {
    return groups.reduce((work, database) => () => database.group(work), answerEach)();
  } catch (error) {
    return calls.map(({ id }) => ({ id, fault: faultOf(error, 'group') }));
  }
}

/**
 * The calls that have arrived, after the first ones, in groups; null when the thread is to end after them. What came as one is
 * parted, too: else all that run side by side ask and wait in step, and this thread rests while the other works.
 */
function* groupsOf(first: Calls): Generator<Calls> {
  const calls: Request[] = [];
  for (let message: Calls | undefined = first; message !== undefined; message = next()) {
    calls.push(...(message ?? []));
    while (calls.length >= mostAtOnce) yield calls.splice(0, mostAtOnce);
    if (message === null) {
      if (calls.length > 0) yield calls;
      return yield null;
    }
  }
  if (calls.length > 0) yield calls;
}

const next = (): Calls | undefined => receiveMessageOnPort(port)?.message as Calls | undefined;

function start(): void {
  const { dataDir, now, strict, resumed } = workerData as WorkerInput;
  const store = openDatabase(join(dataDir, 'coach.db'), storeSchema + metaSchema, strict);
  const keys = openDatabase(join(dataDir, 'keys.db'), keysSchema, strict);
  const operations = createOperations(store, keys, resumed ? null : now);
  // The innermost group ends first: keys are on disk before what they seal.
  const answer = (calls: readonly Request[]): void => port.postMessage(answerAll(calls, operations, [keys, store]));
  port.on('message', (first: Calls) => {
    for (const calls of groupsOf(first)) {
      if (!calls) return port.close();
      answer(calls);
    }
  });
}

/** Mends a file, and ends with that: only then is it closed. */
function startMending(file: 'coach.db' | 'keys.db', dataDir: string): readonly string[] {
  const from = join(dataDir, file);
  return mend({ file, from, to: `${from}.part`, other: join(dataDir, file === 'coach.db' ? 'keys.db' : 'coach.db') });
}

const { mend: damaged, dataDir } = workerData as WorkerInput;
port.postMessage([replyTo(startId, 'open', damaged ? () => startMending(damaged, dataDir) : start)]);
