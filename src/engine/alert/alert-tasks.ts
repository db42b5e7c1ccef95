import { type Alert, type AlertTimer, openTasks, type Task, type TaskKind } from '../../domain/alert.ts';
import { atLeast } from '../../domain/screening.ts';
import { staffedLater } from '../../domain/staffed.ts';
import { taskEffect } from './alert-effects.ts';
import type { ActEvent, AlertResult, PagedEvent } from './alert-event.ts';
import { refused, unchanged, withEffects } from './alert-result.ts';
import type { Clinic } from './ladder.ts';
import { withTimer } from './timer-list.ts';

/** How many tasks that were done are kept. */
const doneKept = 20;
/** How long a task may wait: of an emergency or urgent case, else in the clinic's hours; ms. */
const urgentWait = 15 * 60_000;
const staffedWait = 2 * 3_600_000;

/** The alert with what a page asks for, open; the same where it is asked for already, or nothing is. Pure. */
export function withTask(alert: Alert, { id, at, page }: PagedEvent): Alert {
  if (!page.task) return alert;
  return opened(alert, { ...page.task, id: `${id}.task`, at, kind: kindIn(alert, page.task.kind) });
}

/** The alert with a task open; the same where one of its kind is. Pure. */
function opened(alert: Alert, task: Task): Alert {
  if (openTasks(alert).some(({ kind }) => kind === task.kind)) return alert;
  return { ...alert, tasks: [...bounded(alert.tasks ?? []), task] };
}

/** In a violence case nobody calls or writes after STOP: counselor and advocate decide. */
const kindIn = ({ violence }: Alert, kind: TaskKind): TaskKind =>
  kind === 'stopped' && violence ? 'stopped-violence' : kind;

/** The alert whose open tasks have their clocks, and the kind that a violence case asks for; what is done has none. Pure. */
export function withTaskClocks(alert: Alert, at: number, clinic: Clinic): Alert {
  const kinds = (alert.tasks ?? []).map((task) => (task.done ? task : { ...task, kind: kindIn(alert, task.kind) }));
  const named: Alert = alert.tasks ? { ...alert, tasks: kinds } : alert;
  const open = openTasks(named);
  const timers = (named.timers ?? []).filter(({ id }) => !isTaskTimer(id) || open.some((task) => id === timerOf(task)));
  const kept = timers.length === (named.timers ?? []).length ? named : { ...named, timers };
  return open.reduce((now, task) => withClock(now, task, at, clinic), kept);
}

/** A clock that runs is never put off: a case that becomes more severe brings it nearer. */
function withClock(alert: Alert, task: Task, at: number, clinic: Clinic): Alert {
  const running = alert.timers?.find(({ id }) => id === timerOf(task));
  const due = Math.min(running?.due ?? Number.POSITIVE_INFINITY, later(alert, task, at, clinic));
  return due === running?.due ? alert : withTimer(alert, { ...running, id: timerOf(task), due });
}

const timerOf = ({ id }: Task): string => `task|${id}`;
/** Whether a timer is a task's. Pure. */
export const isTaskTimer = (id: string): boolean => id.startsWith('task|');

const isUrgent = ({ status, level }: Alert, { kind }: Task): boolean =>
  kind !== 'follow-up' && status !== 'closed' && atLeast(level, 'urgent');

const later = (alert: Alert, task: Task, at: number, { zone }: Clinic): number =>
  isUrgent(alert, task) ? at + urgentWait : staffedLater(at, staffedWait, zone);

/** The notice of a task: what can wait for the day is told as such, whatever its case once was. `id` is the event's. */
function taskNotice(alert: Alert, task: Task, id: string, step: 'primary' | 'lead') {
  const shown = isUrgent(alert, task) ? alert : { ...alert, level: 'same-day' as const };
  return taskEffect({ ...shown, raisedAt: task.at }, id, step);
}

/** A task that nobody has done in its time: the primary hears of it, then the lead, and so on until it is done. Pure. */
export function remindOfTask(alert: Alert, timer: AlertTimer, id: string, at: number, clinic: Clinic): AlertResult {
  const task = openTasks(alert).find((each) => timerOf(each) === timer.id);
  if (!task) return unchanged(alert);
  const { nth = 0 } = timer;
  const next = withTimer(alert, { id: timer.id, nth: nth + 1, due: later(alert, task, at, clinic) });
  return withEffects(unchanged(next), [taskNotice(alert, task, id, nth % 2 === 0 ? 'primary' : 'lead')]);
}

/** The day has come on which somebody asks how it goes: a task, and the primary hears of it. Pure. */
export function openFollowUp(alert: Alert, id: string, at: number, clinic: Clinic): AlertResult {
  const task: Task = { id: `${id}.task`, kind: 'follow-up', code: 'FOLLOW_UP', at };
  const asked = opened(alert, task);
  if (asked === alert) return unchanged(alert);
  const clocked = withTaskClocks({ ...asked, version: alert.version + 1 }, at, clinic);
  return withEffects(unchanged(clocked), [taskNotice(clocked, task, id, 'primary')]);
}

/** The alert with a task done; the same when it was done before. Pure. */
export function finishTask(alert: Alert, event: Extract<ActEvent, { type: 'task-done' }>): AlertResult {
  const { at, by, outcome } = event;
  const found = alert.tasks?.find(({ id }) => id === event.task);
  if (!found) return refused(alert, 'TASK_UNKNOWN');
  if (found.done) return unchanged(alert);
  const done: Task = { ...found, done: { at, by, outcome } };
  const tasks = (alert.tasks ?? []).map((each) => (each === found ? done : each));
  const timers = (alert.timers ?? []).filter(({ id }) => id !== timerOf(found));
  return unchanged({ ...alert, version: alert.version + 1, tasks, timers });
}

const bounded = (tasks: readonly Task[]): readonly Task[] => {
  const surplus = tasks.filter(({ done }) => done).slice(0, -doneKept);
  return tasks.filter((task) => !surplus.includes(task));
};
