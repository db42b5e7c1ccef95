import { Worker } from 'node:worker_threads';
import { CoachError } from '../../domain/errors.ts';
import type { Operations } from './operations.ts';
import { type Calls, type Reply, type Request, startId, type WorkerInput } from './protocol.ts';

type Operation = keyof Operations;

/** The worker thread, as seen from outside. */
export interface Client {
  /** @throws CoachError `STORE_UNAVAILABLE` when the thread cannot answer, or is gone. */
  call<Name extends Operation>(
    operation: Name,
    ...args: Parameters<Operations[Name]>
  ): Promise<ReturnType<Operations[Name]>>;
  /** Ends the thread after what was asked so far; the files are free then. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CoachError) => void;
}

/**
 * Starts the thread that holds the files; it answers in the order of the calls.
 * @throws CoachError `STORE_IN_USE`, `STORE_UNAVAILABLE`.
 */
export async function startClient(url: URL, input: WorkerInput): Promise<Client> {
  const worker = new Worker(url, { workerData: input });
  const waiting = new Map<number, Waiting>();
  let open = true;
  let lastId = startId;

  const asked: Request[] = [];

  /** What was asked within one turn of the event loop goes over together. */
  const ask = (request: Request): void => {
    asked.push(request);
    if (asked.length === 1) setImmediate(hand);
  };
  const hand = (): void => {
    if (asked.length > 0) worker.postMessage(asked.splice(0) satisfies Calls);
  };
  const settle = (reply: Reply): void => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('value' in reply) call?.resolve(reply.value);
    else call?.reject(new CoachError(reply.fault.code, reply.fault.message, reply.fault.details));
  };
  const end = (cause?: unknown): void => {
    open = false;
    for (const call of waiting.values()) call.reject(gone(cause));
    waiting.clear();
  };
  const answerTo = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));

  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end();
      resolve();
    });
  });
  worker.on('message', (replies: readonly Reply[]) => replies.forEach(settle));
  worker.on('error', end);

  await answerTo(startId).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  return {
    call: async (operation, ...args) => {
      if (!open) throw gone();
      lastId += 1;
      const answer = answerTo(lastId);
      ask({ id: lastId, operation, args });
      return (await answer) as Awaited<ReturnType<Operations[typeof operation]>>;
    },
    close: async () => {
      hand();
      if (open) worker.postMessage(null satisfies Calls);
      open = false;
      await ended;
    },
  };
}

const gone = (cause?: unknown): CoachError =>
  new CoachError('STORE_UNAVAILABLE', 'The store is closed, or its thread has ended: restart the service.', {}, cause);
