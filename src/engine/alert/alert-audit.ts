import type { Alert } from '../../domain/alert.ts';
import { type AuditEvent, audited } from '../../domain/audit.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import type { Json } from '../../domain/frame.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { ActEvent, AlertEvent } from './alert-event.ts';
import { againTimer } from './calls.ts';
import { signedOccurrence } from './closing.ts';

const nameOf: Readonly<Record<CounselorAct['type'], AuditEvent>> = {
  acknowledge: 'acknowledged',
  claim: 'claimed',
  'take-over': 'taken-over',
  release: 'released',
  'hand-back': 'handed-back',
  say: 'words-sent',
  'add-note': 'noted',
  reassign: 'reassigned',
  escalate: 'escalated',
  'log-call': 'call-logged',
  'log-decision': 'decision-logged',
  close: 'closed',
  'false-alarm': 'false-alarm',
  'co-sign': 'co-signed',
  'task-done': 'task-done',
};

/** The audit of an event that changed an alert: who did what with it, when. Pure. */
export function auditOf(before: Alert, after: Alert, event: AlertEvent): readonly TurnRecord[] {
  const entry = (by: 'counselor' | 'system', name: AuditEvent, facts: Record<string, Json>, words?: string) =>
    audited({
      of: 'system',
      event: name,
      by,
      at: event.at,
      facts: { occurrence: after.occurrence, ...facts },
      ...(words === undefined ? {} : { words }),
    });
  const nobody = isLost(after) && !isLost(before) ? [entry('system', 'nobody-called', { level: after.level })] : [];
  const opened = taskOpened(before, after).map((facts) => entry('system', 'task-opened', facts));
  if (event.type === 'timer') return [...opened, ...nobody];
  if (event.type === 'notified' || event.type === 'notice-failed') {
    const { level, step, person, kind } = event;
    const to = { level, step, person, kind };
    if (event.type === 'notified') return [entry('system', 'notified', to)];
    const failed = { ...to, code: event.code, ...(event.update ? { update: true } : {}) };
    return [entry('system', 'notice-failed', failed), ...nobody];
  }
  if (event.type === 'note') {
    const { by, level, words } = event;
    return [entry('counselor', 'noted', { counselor: by, level }, words)];
  }
  if (event.type === 'viewed') {
    const { by, reason } = event;
    return [entry('counselor', 'viewed', { counselor: by, ...(reason === null ? {} : { reason }) })];
  }
  if (event.type === 'refused') {
    const { act, why, by } = event;
    const who = by === null ? {} : { counselor: by };
    return [entry(by === null ? 'system' : 'counselor', 'act-refused', { act, why, ...who })];
  }
  if (event.type === 'delivery') {
    const { lane, code } = event;
    return [entry('system', event.state, code === undefined ? { lane } : { lane, code })];
  }
  if (event.type === 'page') {
    const { level, category, also, about, reason, at } = event.page;
    const paged = entry('system', pageName(before), { level, category, also, about, reason, pagedAt: at });
    return [paged, ...nobody, ...opened];
  }
  const facts = { counselor: event.by, ...(event.role ? { role: event.role } : {}), ...factsOf(before, after, event) };
  const done = entry(
    'counselor',
    nameOf[event.type],
    facts,
    event.type === 'say' || event.type === 'add-note' ? event.words : undefined,
  );
  // Whoever writes to a partner has taken over.
  const takesOver = event.type === 'say' && before.status !== 'taken-over';
  return takesOver ? [entry('counselor', 'taken-over', facts), done] : [done];
}

/** Nobody could be called: everybody is tried again. */
const isLost = ({ timers = [] }: Alert): boolean => timers.some(({ id }) => id === againTimer);
/** The task that an event has opened. */
function taskOpened(before: Alert, after: Alert): readonly Record<string, Json>[] {
  const opened = after.tasks?.at(-1);
  if (!opened || before.tasks?.some(({ id }) => id === opened.id)) return [];
  return [{ task: opened.id, what: opened.kind, code: opened.code }];
}

/** What is true of this act alone. */
function factsOf(before: Alert, after: Alert, event: ActEvent): Record<string, Json> {
  const note: Record<string, Json> = 'note' in event && event.note ? { note: event.note } : {};
  switch (event.type) {
    case 'close':
      return { outcome: event.outcome, followUp: event.followUp ?? null, ...note };
    case 'false-alarm':
      return { reason: event.reason, ...note };
    case 'co-sign':
      return { signed: signedOccurrence(before, after) ?? null };
    case 'task-done':
      return { task: event.task, outcome: event.outcome };
    case 'log-call':
      return { result: event.result, asked: event.asked ?? false, ...note };
    case 'reassign':
      return { from: before.holder, person: event.person, ...note };
    case 'take-over':
      return before.holder !== null && before.holder !== event.by ? { from: before.holder } : {};
    default:
      return note;
  }
}

function pageName(before: Alert): AuditEvent {
  if (before.status !== 'closed') return 'joined';
  return before.occurrence === 0 ? 'raised' : 'reopened';
}
