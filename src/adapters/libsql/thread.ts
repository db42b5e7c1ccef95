import { Worker } from 'node:worker_threads';
import { CoachError } from '../../domain/errors.ts';
import { type Calls, type Reply, type Request, startId, type WorkerInput } from './protocol.ts';

/** A worker thread that was started. */
export interface Thread {
  /** What it said to its start. */
  readonly started: unknown;
  ask(requests: readonly Request[]): void;
  /** Ends it after what it was asked so far; the files are free then. */
  end(): Promise<void>;
}

/** What a thread's replies and its end are given to. */
export interface Hearer {
  onReply(reply: Reply): void;
  /** It ended, or failed, after its start. */
  onEnd(cause?: unknown): void;
}

/**
 * Starts a thread; it answers in the order of the calls.
 * @throws CoachError what its start throws, such as `STORE_IN_USE`.
 */
export async function startThread(url: URL, input: WorkerInput, { onReply, onEnd }: Hearer): Promise<Thread> {
  const worker = new Worker(url, { workerData: input });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let answers = false;
  const started = new Promise<unknown>((resolve, reject) => {
    const hear = (reply: Reply): void => {
      if (reply.id !== startId) return onReply(reply);
      if ('fault' in reply) return reject(faultOf(reply));
      answers = true;
      resolve(reply.value);
    };
    const end = (cause?: unknown): void => {
      reject(gone(cause));
      if (answers) onEnd(cause);
    };
    worker.on('message', (replies: readonly Reply[]) => replies.forEach(hear));
    worker.on('error', end);
    void ended.then(() => end());
  });
  try {
    return {
      started: await started,
      ask: (requests) => worker.postMessage(requests satisfies Calls),
      end: () => {
        worker.postMessage(null satisfies Calls);
        return ended;
      },
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

/** A fault of the thread, as an error on this side. Pure. */
export const faultOf = ({ fault }: Extract<Reply, { readonly fault: unknown }>): CoachError =>
  new CoachError(fault.code, fault.message, fault.details);

/** The thread cannot answer any more. Pure. */
export const gone = (cause?: unknown): CoachError =>
  new CoachError('STORE_UNAVAILABLE', 'The store is closed, or its thread has ended: restart the service.', {}, cause);
