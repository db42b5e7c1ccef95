import type { CoachError } from '../../domain/errors.ts';
import { type Reply, type Request, startId } from './protocol.ts';

/** Calls of the worker thread: those that wait for an answer, and among them those that were not handed over yet. */
export interface Calls {
  /** Asks; resolves with the value of the answer. */
  ask(operation: Request['operation'], args: Request['args']): Promise<unknown>;
  /** What was not handed over yet, in order. It counts as handed over then. */
  take(): readonly Request[];
  /** All that has no answer, in order, to be asked of a new thread. */
  takeAll(): readonly Request[];
  /** Resolves the call of a reply with its value, or rejects it with `fault`. */
  answer(reply: Reply, fault: CoachError | null): void;
  /** Rejects all that has no answer. */
  reject(error: CoachError): void;
}

interface Waiting {
  readonly request: Request;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CoachError) => void;
}

/** No calls yet. `handOver` runs after a turn of the event loop in which something was asked: it goes over together. */
export function createCalls(handOver: () => void): Calls {
  const waiting = new Map<number, Waiting>();
  let asked: Request[] = [];
  let lastId = startId;

  const take = (): readonly Request[] => {
    const taken = asked;
    asked = [];
    return taken;
  };

  return {
    ask: (operation, args) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const request = { id: lastId, operation, args };
        waiting.set(lastId, { request, resolve, reject });
        asked.push(request);
        if (asked.length === 1) setImmediate(handOver);
      }),
    take,
    takeAll() {
      take();
      return [...waiting.values()].map(({ request }) => request);
    },
    answer(reply, fault) {
      const call = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (fault) call?.reject(fault);
      else call?.resolve('value' in reply ? reply.value : undefined);
    },
    reject(error) {
      for (const call of waiting.values()) call.reject(error);
      waiting.clear();
    },
  };
}
