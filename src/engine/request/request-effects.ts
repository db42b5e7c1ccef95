import type { OnCall } from '../../domain/alert.ts';
import type { Effect, RequestUpdate } from '../../domain/effect.ts';
import type { CounselorRequest } from '../../domain/request.ts';

/**
 * The notice of a request: it waits as what can wait for the day does. Not in the lane of what the couple is told: that keeps
 * its order, and a notice that fails must not hold back a counselor's words. `id` is the event's. Pure.
 */
export function requestNotice(request: CounselorRequest, id: string, step: OnCall): Effect {
  const { id: alert, caseCode, raisedAt } = request;
  const notice = { kind: 'request', alert, caseCode, level: 'same-day', raisedAt, step } as const;
  return { id: `${id}.notify`, type: 'notify', to: 'system', lane: 'reply', notice };
}

/** What became of a request, for its couple. `id` is the event's. Pure. */
export function requestNews(
  request: CounselorRequest,
  id: string,
  what: RequestUpdate['what'],
  more: Pick<RequestUpdate, 'words' | 'answers'> & { readonly holder: string | null },
): Effect {
  const { version, status, askedAt, couple, side } = request;
  const told: RequestUpdate = { of: 'request', version, status, askedAt, what, ...more };
  return { id: `${id}.tell`, type: 'tell', to: 'system', lane: 'counselor', couple, side, told };
}
