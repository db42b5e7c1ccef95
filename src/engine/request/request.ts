import { withDeadLetter, withoutDeadLetter } from '../../domain/dead-letter.ts';
import type { RequestUpdate } from '../../domain/effect.ts';
import { codeFrom } from '../../domain/notice-code.ts';
import { type CounselorRequest, takenBack } from '../../domain/request.ts';
import { answersAt } from '../../domain/staffed.ts';
import type { NotifiedEvent } from '../alert/alert-event.ts';
import { noteOf } from '../alert/alert-notices.ts';
import { isShownAsOpen, keepSent, outdated } from '../alert/sent-notices.ts';
import { auditOfRequest } from './request-audit.ts';
import { requestChange, requestNews } from './request-effects.ts';
import type { AskedEvent, RequestAct, RequestDue, RequestEvent, RequestResult } from './request-event.ts';
import { awaitAnswer, callNext, type Hours, holdLead, startCalling, stopCalling } from './request-timers.ts';

/**
 * The request after an event, and what follows from it. Asking joins an open request and reopens a closed one as a new
 * occurrence; one counselor holds it at a time. Pure. Source: safety.md, "Alerts and counselors".
 */
export function stepRequest(request: CounselorRequest, event: RequestEvent, clinic: Hours): RequestResult {
  const result = step(request, event, clinic);
  if (!result.ok || (result.request === request && !noted.has(event.type))) return result;
  const { request: after } = result;
  const updates = outdated(request, after).map((sent, nth) => requestChange(after, `${event.id}.${nth}`, sent));
  return {
    ...result,
    effects: [...result.effects, ...updates],
    records: [...result.records, ...auditOfRequest(request, after, event)],
  };
}

/** Events that change nothing of the request, and stand in its audit. */
const noted: ReadonlySet<RequestEvent['type']> = new Set([
  'notified',
  'notice-failed',
  'refused',
  'viewed',
  'add-note',
]);

/** A request before it was first made. Pure. */
export const newRequest = (
  identity: Pick<CounselorRequest, 'id' | 'couple' | 'side' | 'caseCode'>,
): CounselorRequest => ({
  ...identity,
  version: 0,
  occurrence: 0,
  status: 'closed',
  raisedAt: 0,
  askedAt: 0,
  reasons: [],
  acknowledgedAt: null,
  holder: null,
});

function step(request: CounselorRequest, event: RequestEvent, clinic: Hours): RequestResult {
  if (event.type === 'notified') return arrived(request, event);
  if (event.type === 'notice-failed')
    return unchanged(event.update ? request : { ...request, deadLetters: withDeadLetter(request.deadLetters, event) });
  if (event.type === 'refused' || event.type === 'viewed') return unchanged(request);
  if (event.type === 'add-note') return { ok: true, request, effects: [], records: [noteOf(event)] };
  if (event.type === 'timer') return fire(request, event, clinic);
  if (event.type === 'asked') return hear(request, event, clinic);
  if (request.status === 'closed') return { ok: false, code: 'ALERT_NOT_OPEN', holder: null };
  if (request.holder !== null && request.holder !== event.by)
    return { ok: false, code: 'ALERT_HELD', holder: request.holder };
  return act(request, event, clinic);
}

const unchanged = (request: CounselorRequest): RequestResult => ({ ok: true, request, effects: [], records: [] });

/** Somebody has the notice; where it can be changed later it is remembered. */
function arrived(request: CounselorRequest, { id, person, way, handle }: NotifiedEvent): RequestResult {
  const letters = withoutDeadLetter(request.deadLetters, { person, way });
  const reached = request.deadLetters ? { ...request, deadLetters: letters } : request;
  if (handle === undefined) return unchanged(reached);
  const sent = { person, way, handle };
  const late = isShownAsOpen(request) ? [] : [requestChange(request, id, sent)];
  return { ok: true, request: keepSent(reached, sent), effects: late, records: [] };
}

/** A timer that is gone changes nothing. Nobody answers in the chat: the coach is back, and whoever is on call hears of it. */
function fire(request: CounselorRequest, event: RequestDue, clinic: Hours): RequestResult {
  const timer = request.timers?.find(({ id }) => id === event.timer);
  if (!timer) return unchanged(request);
  if (timer.id === 'unanswered') return release(request, event, clinic);
  return { ok: true, ...callNext(request, timer, event, clinic), records: [] };
}

function hear(request: CounselorRequest, event: AskedEvent, clinic: Hours): RequestResult {
  const { what } = event.asked;
  if (what === 'wrote') return unchanged(awaitAnswer(request, event.at));
  if (what === 'undelivered') return request.holder === null ? unchanged(request) : release(request, event, clinic);
  return what === 'asked' ? ask(request, event, clinic) : takeBack(request, event);
}

/** Asking again while somebody holds it and answers, or it still waits, is the same request. Handed back, it waits anew. */
function ask(before: CounselorRequest, { id, at, asked }: AskedEvent, clinic: Hours): RequestResult {
  // Taken back since: what comes late is over.
  if (before.status === 'closed' && before.ending?.outcome === takenBack && asked.at < before.ending.at)
    return unchanged(before);
  const open = before.status === 'closed' ? reopened(before, asked.at, id) : before;
  const reasons = open.reasons.includes(asked.reason) ? open.reasons : [...open.reasons, asked.reason];
  const joined = { ...open, reasons, askedAt: Math.max(open.askedAt, asked.at), version: before.version + 1 };
  const begins = before.status === 'closed' || before.status === 'handed-back';
  if (!begins) return { ok: true, request: joined, effects: [], records: [] };
  return { ok: true, ...startCalling({ ...joined, status: 'open', holder: null }, id, at, clinic), records: [] };
}

function reopened(closed: CounselorRequest, at: number, event: string): CounselorRequest {
  const { ending: _, acknowledgement: _a, sent: _s, deadLetters: _d, ...request } = closed;
  const anew = { raisedAt: at, reasons: [], acknowledgedAt: null, code: codeFrom(event) };
  return { ...request, ...anew, occurrence: closed.occurrence + 1 };
}

/** The partner wants nobody any more. Once a counselor writes in the chat, the two of them talk about it there. */
function takeBack(request: CounselorRequest, event: AskedEvent): RequestResult {
  const isOver = request.status === 'closed' || request.status === 'taken-over' || event.asked.at < request.askedAt;
  return isOver ? unchanged(request) : close(request, event, { by: 'partner', outcome: takenBack });
}

/** What a counselor does. */
function act(request: CounselorRequest, event: RequestAct, clinic: Hours): RequestResult {
  const held = { acknowledgedAt: request.acknowledgedAt ?? event.at, holder: event.by };
  switch (event.type) {
    case 'acknowledge':
      if (request.acknowledgement || request.holder !== null) return unchanged(request);
      return unchanged({ ...holdLead(request, event.at, clinic), acknowledgement: { at: event.at, by: event.by } });
    case 'claim':
      if (request.holder === event.by && request.status !== 'handed-back') return unchanged(request);
      return tell({ ...request, ...held, status: 'claimed' }, event, 'claimed');
    case 'take-over':
      if (request.status === 'taken-over') return unchanged(request);
      return tell({ ...request, ...held, status: 'taken-over' }, event, 'taken-over');
    case 'say':
      return tell({ ...request, ...held, status: 'taken-over' }, event, 'words', { words: event.words });
    case 'release':
      return request.holder === null ? unchanged(request) : release(request, event, clinic);
    case 'hand-back':
      if (request.holder === null || request.status === 'handed-back') return unchanged(request);
      return tell({ ...request, ...held, status: 'handed-back' }, event, 'handed-back');
    case 'close': {
      const { by, outcome, note, seen } = event;
      if (seen !== undefined && seen !== request.version)
        return { ok: false, code: 'ALERT_CHANGED', holder: request.holder };
      return close(request, event, { by, outcome, ...(note ? { note } : {}) });
    }
    default:
      return { ok: false, code: 'ACT_NOT_HERE', holder: request.holder };
  }
}

/** Nobody holds it now: it waits anew, and the partner is told when a person answers. */
function release(request: CounselorRequest, event: RequestAct | RequestDue | AskedEvent, clinic: Hours): RequestResult {
  const open = { ...request, status: 'open', holder: null } as const;
  const calling = startCalling(open, event.id, event.at, clinic);
  const answers = answersAt(event.at, clinic.zone);
  const told = tell(calling.request, event, 'released', { answers }, request.holder);
  return told.ok ? { ...told, effects: [...told.effects, ...calling.effects] } : told;
}

function close(
  request: CounselorRequest,
  event: Pick<RequestEvent, 'id' | 'at'>,
  ended: { readonly by: string; readonly outcome: string; readonly note?: string },
): RequestResult {
  const { at } = event;
  const { occurrence, raisedAt, acknowledgedAt, holder } = request;
  const closed = { ...request, status: 'closed', holder: null, ending: { at, ...ended } } as const;
  const data = { occurrence, raisedAt, acknowledgedAt, closedAt: at, ...ended };
  const what = ended.outcome === takenBack ? takenBack : 'closed';
  const told = tell(closed, event, what, {}, holder);
  return told.ok ? { ...told, records: [{ of: 'system', kind: 'occurrence', data }] } : told;
}

function tell(
  changed: CounselorRequest,
  { id }: Pick<RequestEvent, 'id'>,
  what: RequestUpdate['what'],
  more: Pick<RequestUpdate, 'words' | 'answers'> = {},
  holder: string | null = changed.holder,
): RequestResult {
  const clocked = changed.status === 'open' ? changed : stopCalling(changed);
  const request = { ...clocked, version: changed.version + 1 };
  return { ok: true, request, effects: [requestNews(request, id, what, { holder, ...more })], records: [] };
}
