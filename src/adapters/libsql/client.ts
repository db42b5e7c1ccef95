import { CoachError } from '../../domain/errors.ts';
import { createCalls } from './calls.ts';
import type { File } from './mend/mend-file.ts';
import { createMender, damagedFile } from './mend/mender.ts';
import type { Operations } from './operations.ts';
import type { Reply, WorkerInput } from './protocol.ts';
import { faultOf, gone } from './thread.ts';

type Operation = keyof Operations;

/** The worker thread, as seen from outside. */
export interface Client {
  /** @throws CoachError `STORE_UNAVAILABLE` when the thread cannot answer, or is gone. */
  call<Name extends Operation>(
    operation: Name,
    ...args: Parameters<Operations[Name]>
  ): Promise<ReturnType<Operations[Name]>>;
  /** How many files were mended since the start. */
  mended(): number;
  /** Ends the thread after what was asked so far; the files are free then. */
  close(): Promise<void>;
}

/**
 * Starts the thread that holds the files; it answers in the order of the calls. Where a call meets a damaged page, the thread
 * ends, the file is mended, and what has no answer yet is asked of a new thread. `onMended` runs then.
 * @throws CoachError `STORE_IN_USE`, `STORE_UNAVAILABLE`, `FOLDER_CHANGED`.
 */
export async function startClient(
  url: URL,
  input: WorkerInput,
  onMended: () => Promise<void> | undefined,
): Promise<Client> {
  const mender = createMender(url, input);
  const damaged = new Set<File>();
  let open = true;
  /** While a file is mended: nothing is handed over. */
  let mending: Promise<void> | null = null;

  const handOver = (): void => {
    const requests = mending ? [] : calls.take();
    if (requests.length > 0) thread.ask(requests);
  };
  const calls = createCalls(handOver);
  const onEnd = (cause?: unknown): void => {
    if (mending) return;
    open = false;
    calls.reject(gone(cause));
  };
  const onReply = (reply: Reply): void => {
    const fault = 'fault' in reply ? faultOf(reply) : null;
    const file = mender.damaged(fault);
    if (!file) return calls.answer(reply, fault && toldOutside(fault));
    damaged.add(file);
    mending ??= mendNow()
      .finally(() => {
        mending = null;
      })
      .catch(onEnd);
  };

  let thread = await mender.start(false, { onReply, onEnd });

  /** The thread ends once it has answered all it was asked; whatever has no answer then is asked again. */
  async function mendNow(): Promise<void> {
    await thread.end();
    await mender.mend(damaged);
    damaged.clear();
    thread = await mender.start(true, { onReply, onEnd });
    thread.ask(calls.takeAll());
    setImmediate(() => void onMended()?.catch(() => {}));
  }

  return {
    call: <Name extends Operation>(operation: Name, ...args: Parameters<Operations[Name]>) =>
      (open ? calls.ask(operation, args) : Promise.reject(gone())) as Promise<ReturnType<Operations[Name]>>,
    mended: mender.count,
    close: async () => {
      await mending;
      handOver();
      if (open) {
        open = false;
        await thread.end();
      }
    },
  };
}

/** Damage that could not be mended is an outage for whoever asked. Pure. */
const toldOutside = (error: CoachError): CoachError =>
  damagedFile(error) ? new CoachError('STORE_UNAVAILABLE', error.message, error.details, error) : error;
