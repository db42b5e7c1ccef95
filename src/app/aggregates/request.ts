import type { CounselorRequest } from '../../domain/request.ts';
import { nextAlertWake } from '../../engine/alert/alert-timers.ts';
import { newRequest, stepRequest } from '../../engine/request/request.ts';
import type { RequestEvent, RequestResult } from '../../engine/request/request-event.ts';
import type { Hours } from '../../engine/request/request-timers.ts';
import { facetsOfCase } from './alert.ts';
import type { Shape } from './shape.ts';
import type { Aggregates, CommitExtras, Committed } from './update.ts';

/** A request for a person: one part, and nothing of it belongs to a crisis. */
export const requestShape: Shape<CounselorRequest> = {
  kind: 'request',
  parts: (request) => ({ shared: request }),
  assemble: (_, part) => part('shared') as CounselorRequest,
  facets: facetsOfCase,
  nextWake: nextAlertWake,
  nextUrgent: () => null,
  audit: ({ audit }) => audit,
  withAudit: (request, audit) => ({ ...request, audit }),
};

/** Runs events on requests, which wait for the clinic's hours. Callers hold the request's queue. */
export function createRequests(aggregates: Aggregates, clinic: Hours) {
  const { lastKnown, current, update } = aggregates(requestShape, {
    split: (_, waiting) => ({ entries: [], waiting }),
    fromMemory: false,
  });

  return {
    lastKnown,
    current,
    /** Changes a request by a pure function that is no event of its. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`. */
    change: (id: string, step: (request: CounselorRequest) => CounselorRequest): Promise<Committed> =>
      update(id, (request) => ({ state: step(request), effects: [], records: [] })),
    /** Runs one event on a request; `born` makes it where there is none yet. @throws CoachError `NOT_FOUND`, `COMMIT_CONTENDED`. */
    async run(
      id: string,
      event: RequestEvent,
      born: (() => Parameters<typeof newRequest>[0]) | null = null,
      extras: CommitExtras = {},
    ): Promise<RequestResult> {
      let result: RequestResult | null = null;
      const step = (before: CounselorRequest) => {
        result = stepRequest(before, event, clinic);
        if (!result.ok || (result.request === before && result.records.length === 0)) return null;
        return { ...result, state: result.request };
      };
      await update(id, step, extras, born && (() => newRequest(born())));
      return result as unknown as RequestResult;
    },
  };
}

export type Requests = ReturnType<typeof createRequests>;
