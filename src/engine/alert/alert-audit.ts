import type { Alert } from '../../domain/alert.ts';
import { type AuditEvent, audited } from '../../domain/audit.ts';
import type { CounselorAct } from '../../domain/counselor-act.ts';
import type { Json } from '../../domain/frame.ts';
import type { TurnRecord } from '../../domain/record.ts';
import type { AlertEvent } from './alert-event.ts';
import { againTimer } from './calls.ts';

const nameOf: Readonly<Record<CounselorAct['type'], AuditEvent>> = {
  acknowledge: 'acknowledged',
  claim: 'claimed',
  'take-over': 'taken-over',
  release: 'released',
  'hand-back': 'handed-back',
  say: 'words-sent',
  close: 'closed',
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
  if (event.type === 'timer') return nobody;
  if (event.type === 'notified' || event.type === 'notice-failed') {
    const { level, step, person, kind } = event;
    const to = { level, step, person, kind };
    if (event.type === 'notified') return [entry('system', 'notified', to)];
    return [entry('system', 'notice-failed', { ...to, code: event.code }), ...nobody];
  }
  if (event.type === 'note') {
    const { by, level, words } = event;
    return [entry('counselor', 'noted', { counselor: by, level }, words)];
  }
  if (event.type === 'refused') {
    const { act, why, by } = event;
    return [
      entry(by === null ? 'system' : 'counselor', 'act-refused', {
        act,
        why,
        ...(by === null ? {} : { counselor: by }),
      }),
    ];
  }
  if (event.type === 'delivery') {
    const { lane, code } = event;
    return [entry('system', event.state, code === undefined ? { lane } : { lane, code })];
  }
  if (event.type === 'page') {
    const { level, category, also, about, reason, at } = event.page;
    const paged = entry('system', pageName(before), { level, category, also, about, reason, pagedAt: at });
    const opened = after.tasks?.at(-1);
    if (!opened || before.tasks?.includes(opened)) return [paged, ...nobody];
    return [
      paged,
      ...nobody,
      entry('system', 'task-opened', { task: opened.id, what: opened.kind, code: opened.code }),
    ];
  }
  const facts = {
    counselor: event.by,
    ...(event.type === 'close' ? { outcome: event.outcome, ...(event.note ? { note: event.note } : {}) } : {}),
    ...(event.type === 'task-done' ? { task: event.task } : {}),
  };
  const done = entry('counselor', nameOf[event.type], facts, event.type === 'say' ? event.words : undefined);
  // Whoever writes to a partner has taken over.
  const takesOver = event.type === 'say' && before.status !== 'taken-over';
  return takesOver ? [entry('counselor', 'taken-over', facts), done] : [done];
}

/** Nobody could be called: everybody is tried again. */
const isLost = ({ timers = [] }: Alert): boolean => timers.some(({ id }) => id === againTimer);

function pageName(before: Alert): AuditEvent {
  if (before.status !== 'closed') return 'joined';
  return before.occurrence === 0 ? 'raised' : 'reopened';
}
