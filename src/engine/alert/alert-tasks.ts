import { type Alert, openTasks, type Task } from '../../domain/alert.ts';
import type { ActEvent, AlertResult, PagedEvent } from './alert-event.ts';

/** How many tasks that were done are kept. */
const doneKept = 20;

/** The alert with what a page asks for, open; the same where it is asked for already, or nothing is. Pure. */
export function withTask(alert: Alert, { id, at, page }: PagedEvent): Alert {
  if (!page.task || openTasks(alert).some(({ kind }) => kind === page.task?.kind)) return alert;
  return { ...alert, tasks: [...bounded(alert.tasks ?? []), { id: `${id}.task`, ...page.task, at }] };
}

/** The alert with a task done; the same when it was done before. Pure. */
export function finishTask(alert: Alert, { at, by, task }: Extract<ActEvent, { type: 'task-done' }>): AlertResult {
  const found = alert.tasks?.find(({ id }) => id === task);
  if (!found) return { ok: false, code: 'TASK_UNKNOWN', holder: alert.holder };
  if (found.done) return { ok: true, alert, effects: [], records: [] };
  const done: Task = { ...found, done: { at, by } };
  const tasks = (alert.tasks ?? []).map((each) => (each === found ? done : each));
  return { ok: true, alert: { ...alert, version: alert.version + 1, tasks }, effects: [], records: [] };
}

const bounded = (tasks: readonly Task[]): readonly Task[] => {
  const surplus = tasks.filter(({ done }) => done).slice(0, -doneKept);
  return tasks.filter((task) => !surplus.includes(task));
};
