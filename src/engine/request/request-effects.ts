import type { OnCall } from '../../domain/alert.ts';
import type { SentNotice } from '../../domain/call.ts';
import type { Effect, Notice, RequestUpdate } from '../../domain/effect.ts';
import type { CounselorRequest } from '../../domain/request.ts';

/**
 * The notice of a request: it waits as what can wait for the day does. Not in the lane of what the couple is told: that keeps
 * its order, and a notice that fails must not hold back a counselor's words. `id` is the event's. Pure.
 */
export function requestNotice(request: CounselorRequest, id: string, step: OnCall): Effect {
  return { id: `${id}.notify`, type: 'notify', to: 'system', lane: 'reply', notice: noticeOf(request, step) };
}

/** A notice that was sent shows what has become of the request. `id` is the event's. Pure. */
export function requestChange(request: CounselorRequest, id: string, { person, way, handle }: SentNotice): Effect {
  const to = { to: 'system', lane: 'reply', person, way, update: handle } as const;
  return { id: `${id}.update`, type: 'notify', ...to, notice: noticeOf(request, 'primary') };
}

const noticeOf = ({ id: alert, caseCode, raisedAt }: CounselorRequest, step: OnCall): Notice => ({
  ...{ kind: 'request', alert, caseCode, level: 'same-day', raisedAt, step },
});

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
