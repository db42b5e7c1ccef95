import type { AlertTimer } from '../../domain/alert.ts';
import type { Effect } from '../../domain/effect.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import { closedUntil, openUntil, staffedLater } from '../../domain/staffed.ts';
import type { Clinic } from '../alert/ladder.ts';
import { withoutTimers, withTimer } from '../alert/timer-list.ts';
import { requestNotice } from './request-effects.ts';
import type { RequestDue } from './request-event.ts';

/** What a request needs to know of the clinic: the zone of its hours. */
export type Hours = Pick<Clinic, 'zone'>;

const hour = 3_600_000;
/** Staffed hours that a request waits for a claim before the lead hears of it (safety.md, "Alerts and counselors"). */
const untilLead = 2 * hour;
/** Staffed hours that an acknowledgement holds that back. */
const held = hour;

/** So long a partner waits in the chat for the counselor who answers there. */
const untilReleased = 10 * 60_000;

/** A request and the notices of it. */
type Called = { readonly request: CounselorRequest; readonly effects: readonly Effect[] };

/** The request that nobody holds, from now on: the first notice goes out at once, or as the clinic opens. Pure. */
export function startCalling(request: CounselorRequest, id: string, at: number, { zone }: Hours): Called {
  const opens = closedUntil(at, zone);
  const stopped = stopCalling(request);
  if (opens !== null) return { request: withTimer(stopped, { id: 'call', due: opens }), effects: [] };
  const due = staffedLater(at, untilLead, zone);
  return { request: withTimer(stopped, { id: 'lead', due }), effects: [requestNotice(request, id, 'primary')] };
}

/** The request with no clock running, because somebody holds it or has answered, or it is closed. Pure. */
export const stopCalling = (request: CounselorRequest): CounselorRequest =>
  withoutTimers(request, 'call', 'lead', 'unanswered');

/** The request whose partner waits for an answer in the chat: ten minutes from the first words that have none. Pure. */
export function awaitAnswer(request: CounselorRequest, at: number): CounselorRequest {
  if (request.status !== 'taken-over' || request.timers?.some(({ id }) => id === 'unanswered')) return request;
  return withTimer(request, { id: 'unanswered', due: at + untilReleased });
}

/** The request whose lead hears of it later, because somebody looks; never sooner than before. Pure. */
export function holdLead(request: CounselorRequest, at: number, { zone }: Hours): CounselorRequest {
  const lead = request.timers?.find(({ id }) => id === 'lead');
  return lead ? withTimer(request, { ...lead, due: Math.max(lead.due, staffedLater(at, held, zone)) }) : request;
}

/**
 * The request after a notice is due, and what follows from it. The morning after the lead has heard of it everything begins
 * again: a request is never forgotten. One that is late is not told at night. Pure.
 */
export function callNext(request: CounselorRequest, timer: AlertTimer, event: RequestDue, clinic: Hours): Called {
  const { id, at } = event;
  const opens = closedUntil(at, clinic.zone);
  if (opens !== null) return { request: withTimer(request, { ...timer, due: opens }), effects: [] };
  if (timer.id === 'call') return startCalling(request, id, at, clinic);
  const called = withTimer(withoutTimers(request, timer.id), tomorrow(at, clinic));
  return { request: called, effects: [requestNotice(request, id, 'lead')] };
}

function tomorrow(at: number, { zone }: Hours): AlertTimer {
  const closing = openUntil(at, zone);
  return { id: 'call', due: closedUntil(closing, zone) ?? closing };
}
