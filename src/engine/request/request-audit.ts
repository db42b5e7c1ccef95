import { type AuditEvent, audited } from '../../domain/audit.ts';
import type { Json } from '../../domain/frame.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import type { RequestAct, RequestEvent } from './request-event.ts';

const nameOf: Readonly<Partial<Record<RequestAct['type'], AuditEvent>>> = {
  acknowledge: 'acknowledged',
  claim: 'claimed',
  'take-over': 'taken-over',
  release: 'released',
  'hand-back': 'handed-back',
  say: 'words-sent',
  'add-note': 'noted',
  close: 'closed',
};

/** The audit of an event that changed a request: who did what with it, when. Pure. */
export function auditOfRequest(
  before: CounselorRequest,
  after: CounselorRequest,
  event: RequestEvent,
): readonly TurnRecord[] {
  const entry = (
    by: 'a' | 'b' | 'counselor' | 'system',
    name: AuditEvent,
    facts: Record<string, Json>,
    words?: string,
  ) =>
    audited({
      ...{ of: 'system', event: name, by, at: event.at, facts: { occurrence: after.occurrence, ...facts } },
      ...(words === undefined ? {} : { words }),
    });
  // Nobody answered in the chat; who is called has an entry once the notice arrives.
  if (event.type === 'timer')
    return event.timer === 'unanswered' ? [entry('system', 'released', { why: event.timer })] : [];
  if (event.type === 'notified' || event.type === 'notice-failed') {
    const { type, step, person, kind } = event;
    if (type === 'notified') return [entry('system', 'notified', { step, person, kind })];
    return [entry('system', 'notice-failed', { step, person, kind, code: event.code })];
  }
  if (event.type === 'viewed') {
    const { by, reason } = event;
    return [entry('counselor', 'viewed', { counselor: by, ...(reason === null ? {} : { reason }) })];
  }
  if (event.type === 'refused') {
    const { act, why, by } = event;
    return [entry(by === null ? 'system' : 'counselor', 'act-refused', { act, why, ...(by ? { counselor: by } : {}) })];
  }
  if (event.type === 'asked') {
    const { what, reason, at } = event.asked;
    if (what === 'wrote') return [];
    if (what === 'undelivered') return [entry('system', 'released', { why: what })];
    return [entry(after.side, what === 'asked' ? askedName(before) : 'taken-back', { reason, askedAt: at })];
  }
  const facts = {
    counselor: event.by,
    ...(event.type === 'close' ? { outcome: event.outcome, ...(event.note ? { note: event.note } : {}) } : {}),
  };
  const done = entry(
    'counselor',
    nameOf[event.type] ?? 'other',
    facts,
    event.type === 'say' || event.type === 'add-note' ? event.words : undefined,
  );
  // Whoever writes to a partner has taken over.
  const takesOver = event.type === 'say' && before.status !== 'taken-over';
  return takesOver ? [entry('counselor', 'taken-over', facts), done] : [done];
}

function askedName({ status, occurrence }: CounselorRequest): AuditEvent {
  if (status !== 'closed') return 'joined';
  return occurrence === 0 ? 'raised' : 'reopened';
}
