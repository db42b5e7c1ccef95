import type { JSX } from 'preact';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { language } from '../../shared/prefs.ts';
import { clockTime, moment, sameDay } from '../../shared/time.ts';
import { mayAct } from '../acts.ts';
import { stage, zone } from '../store.ts';
import { t } from '../texts.ts';
import type { AlertView, Instant, TaskView } from '../wire.ts';

interface Props {
  readonly alert: AlertView;
  readonly me: string;
  readonly busy: boolean;
  readonly onAct: (act: UnsignedAct) => Promise<boolean>;
}

/** What only a human can do now: the open ones with their button, then who did the others. */
export function Tasks({ alert, me, busy, onAct }: Props): JSX.Element | null {
  const tasks = (alert.tasks ?? []).toSorted((left, right) => Number(Boolean(left.done)) - Number(Boolean(right.done)));
  if (tasks.length === 0) return null;
  return (
    <section class="tasks" aria-labelledby={`tasks-${alert.id}`}>
      <h4 id={`tasks-${alert.id}`}>{t('tasks')}</h4>
      <ul>
        {tasks.map((task) => (
          <li key={task.id} class={task.done ? 'task task-over' : 'task'}>
            <p>{t(`task.${task.kind}`, { name: alert.partner })}</p>
            <p class="task-why">{why(task)}</p>
            {!task.done && mayAct(alert, me) && (
              <button
                type="button"
                class="button"
                aria-disabled={busy}
                aria-label={t('act.of', { act: t('act.task-done'), name: alert.partner, case: alert.caseCode })}
                onClick={() => void (busy || onAct({ type: 'task-done', task: task.id, outcome: 'reached' }))}
              >
                {t('act.task-done')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const why = ({ code, at, done }: TaskView): string =>
  done ? t('task.done', { by: done.by, time: when(done.at) }) : t('task.code', { code, time: when(at) });

const when = (at: Instant): string =>
  (sameDay(at, stage.value?.now ?? at, zone.value) ? clockTime : moment)(at, zone.value, language.value);
