import { CoachError } from '../../domain/errors.ts';
import { type File, mendFile } from './mend/mend-file.ts';
import type { Operations } from './operations.ts';
import { type Reply, type Request, startId, type WorkerInput } from './protocol.ts';
import { faultOf, gone, startThread, type Thread } from './thread.ts';

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

interface Waiting {
  readonly request: Request;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CoachError) => void;
}

/** A file that is damaged again and again lies on a disk that dies: it is not mended more often. */
const mostMends = 3;

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
  const waiting = new Map<number, Waiting>();
  const asked: Request[] = [];
  const damaged = new Set<File>();
  let mends = 0;
  let open = true;
  let lastId = startId;
  /** While a file is mended: nothing is handed over. */
  let mending: Promise<void> | null = null;

  const onEnd = (cause?: unknown): void => {
    if (mending) return;
    open = false;
    for (const call of waiting.values()) call.reject(gone(cause));
    waiting.clear();
  };
  const onReply = (reply: Reply): void => {
    const file = 'fault' in reply && mends < mostMends ? damagedFile(faultOf(reply)) : null;
    if (file) return foundDamaged(file);
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('value' in reply) call?.resolve(reply.value);
    else call?.reject(toldOutside(faultOf(reply)));
  };

  async function start(resumed: boolean): Promise<Thread> {
    for (;;) {
      try {
        return await startThread(url, { ...input, resumed }, { onReply, onEnd });
      } catch (error) {
        const file = damagedFile(error);
        if (!file || mends >= mostMends) throw error;
        mends += 1;
        await mendFile(url, input, file);
      }
    }
  }

  let thread = await start(false);

  function foundDamaged(file: File): void {
    damaged.add(file);
    mending ??= mendNow()
      .finally(() => {
        mending = null;
      })
      .catch(onEnd);
  }

  /** The thread ends once it has answered all it was asked; whatever has no answer then is asked again. */
  async function mendNow(): Promise<void> {
    await thread.end();
    for (const file of damaged) {
      mends += 1;
      await mendFile(url, input, file).catch(() => {
        mends = mostMends;
      });
    }
    damaged.clear();
    thread = await start(true);
    asked.length = 0;
    thread.ask([...waiting.values()].map(({ request }) => request));
    setImmediate(() => void onMended()?.catch(() => {}));
  }

  /** What was asked within one turn of the event loop goes over together. */
  const ask = (request: Request): void => {
    asked.push(request);
    if (asked.length === 1) setImmediate(hand);
  };
  const hand = (): void => {
    if (asked.length > 0 && !mending) thread.ask(asked.splice(0));
  };

  return {
    call: (operation, ...args) =>
      new Promise((resolve, reject) => {
        if (!open) return reject(gone());
        lastId += 1;
        const request = { id: lastId, operation, args };
        waiting.set(lastId, { request, resolve: resolve as (value: unknown) => void, reject });
        ask(request);
      }),
    mended: () => mends,
    close: async () => {
      await mending;
      hand();
      if (open) {
        open = false;
        await thread.end();
      }
    },
  };
}

/** The file that a fault says is damaged. Pure. */
function damagedFile(error: unknown): File | null {
  if (!(error instanceof CoachError) || error.code !== 'STORE_DAMAGED') return null;
  return error.details['file'] as File;
}

/** Damage that could not be mended is an outage for whoever asked. Pure. */
const toldOutside = (error: CoachError): CoachError =>
  damagedFile(error) ? new CoachError('STORE_UNAVAILABLE', error.message, error.details, error) : error;
