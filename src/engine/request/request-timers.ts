import type { AlertTimer } from '../../domain/alert.ts';
import type { Effect } from '../../domain/effect.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import { closedUntil, openUntil, staffedLater } from '../../domain/staffed.ts';
import type { Clinic } from '../alert/ladder.ts';
import { withoutTimers, withTimer } from '../alert/timer-list.ts';
import { requestNotice } from './request-effects.ts';
import type { RequestDue, RequestResult } from './request-event.ts';

const hour = 3_600_000;
/** Staffed hours that a request waits for a claim before the lead hears of it (safety.md, "Alerts and counselors"). */
const untilLead = 2 * hour;
/** Staffed hours that an acknowledgement holds that back. */
const held = hour;

/** What `call` and `lead` bring on: the first notice, and the lead's. */
type Called = { readonly request: CounselorRequest; readonly effects: readonly Effect[] };

/** The request that nobody holds, from now on: the first notice goes out at once, or as the clinic opens. Pure. */
export function startCalling(request: CounselorRequest, id: string, at: number, { zone }: Clinic): Called {
  const opens = closedUntil(at, zone);
  const stopped = stopCalling(request);
  if (opens !== null) return { request: withTimer(stopped, { id: 'call', due: opens }), effects: [] };
  const due = staffedLater(at, untilLead, zone);
  return { request: withTimer(stopped, { id: 'lead', due }), effects: [requestNotice(request, id, 'primary')] };
}

/** The request whose clocks stand still, because somebody holds it or it is closed. Pure. */
export const stopCalling = (request: CounselorRequest): CounselorRequest => withoutTimers(request, 'call', 'lead');

/** The request whose lead hears of it later, because somebody looks; never sooner than before. Pure. */
export function holdLead(request: CounselorRequest, at: number, { zone }: Clinic): CounselorRequest {
  const lead = request.timers?.find(({ id }) => id === 'lead');
  return lead ? withTimer(request, { ...lead, due: Math.max(lead.due, staffedLater(at, held, zone)) }) : request;
}

/**
 * The request after one of its timers fired, and what follows from it; one that is gone changes nothing. The morning after the
 * lead has heard of it everything begins again: a request is never forgotten. One that is late is not told at night. Pure.
 */
export function fireRequestTimer(request: CounselorRequest, event: RequestDue, clinic: Clinic): RequestResult {
  const { id, at } = event;
  const timer = request.timers?.find((each) => each.id === event.timer);
  if (!timer) return { ok: true, request, effects: [], records: [] };
  const opens = closedUntil(at, clinic.zone);
  if (opens !== null)
    return { ok: true, request: withTimer(request, { ...timer, due: opens }), effects: [], records: [] };
  if (timer.id === 'call') return { ok: true, ...startCalling(request, id, at, clinic), records: [] };
  const called = withTimer(withoutTimers(request, timer.id), tomorrow(at, clinic));
  return { ok: true, request: called, effects: [requestNotice(request, id, 'lead')], records: [] };
}

function tomorrow(at: number, { zone }: Clinic): AlertTimer {
  const closing = openUntil(at, zone);
  return { id: 'call', due: closedUntil(closing, zone) ?? closing };
}
