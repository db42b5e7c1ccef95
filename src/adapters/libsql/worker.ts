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
const mostAtOnce = 128;

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

/** The calls that have arrived, after the first ones; null when the thread is to end after them. */
function* arrivedAfter(first: Calls): Generator<Calls> {
  yield first;
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) yield next.message as Calls;
}

function start(): void {
  const { dataDir, now, strict, resumed } = workerData as WorkerInput;
  const store = openDatabase(join(dataDir, 'coach.db'), storeSchema + metaSchema, strict);
  const keys = openDatabase(join(dataDir, 'keys.db'), keysSchema, strict);
  const operations = createOperations(store, keys, resumed ? null : now);
  // The innermost group ends first: keys are on disk before what they seal.
  const answer = (calls: readonly Request[]): void => port.postMessage(answerAll(calls, operations, [keys, store]));
  port.on('message', (first: Calls) => {
    let calls: Request[] = [];
    for (const more of arrivedAfter(first)) {
      if (calls.length > 0 && (!more || calls.length >= mostAtOnce)) {
        answer(calls);
        calls = [];
      }
      if (!more) return port.close();
      calls = calls.concat(more);
    }
    answer(calls);
  });
}

/** Mends a file, and ends with that: only then is it closed. */
function startMending(file: 'coach.db' | 'keys.db', dataDir: string): readonly string[] {
  const from = join(dataDir, file);
  return mend({ file, from, to: `${from}.part`, other: join(dataDir, file === 'coach.db' ? 'keys.db' : 'coach.db') });
}

const { mend: damaged, dataDir } = workerData as WorkerInput;
port.postMessage([replyTo(startId, 'open', damaged ? () => startMending(damaged, dataDir) : start)]);
