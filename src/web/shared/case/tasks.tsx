import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { type TaskOutcome, taskOutcomes, type UnsignedAct } from '../../../domain/counselor-act.ts';
import { language } from '../prefs.ts';
import { type Instant, shortMoment } from '../time.ts';
import { sharedText as t } from '../words.ts';
import type { AlertView, TaskView } from './views.ts';

interface Props {
  readonly alert: AlertView;
  readonly mayAct: boolean;
  readonly busy: boolean;
  readonly now: Instant;
  /** The zone in which instants are told. */
  readonly zone: string;
  readonly onAct: (act: UnsignedAct) => Promise<boolean>;
}

/** What only a human can do now: the open ones with their button, then who did the others. */
export function Tasks({ alert, mayAct, busy, now, zone, onAct }: Props): JSX.Element | null {
  const tasks = (alert.tasks ?? []).toSorted((left, right) => Number(Boolean(left.done)) - Number(Boolean(right.done)));
  if (tasks.length === 0) return null;
  return (
    <section class="tasks" aria-labelledby={`tasks-${alert.id}`}>
      <h4 id={`tasks-${alert.id}`}>{t('tasks')}</h4>
      <ul>
        {tasks.map((task) => (
          <li key={task.id} class={task.done ? 'task task-over' : 'task'}>
            <p>{whatOf(task, alert)}</p>
            <p class="task-why">{why(task, (at) => shortMoment(at, now, zone, language.value))}</p>
            {!task.done && mayAct && <Done alert={alert} task={task} busy={busy} onAct={onAct} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How it ended, which has no default, and the button. */
function Done({
  alert,
  task,
  busy,
  onAct,
}: Omit<Props, 'mayAct' | 'now' | 'zone'> & { readonly task: TaskView }): JSX.Element {
  const field = useRef<HTMLSelectElement>(null);
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    const outcome = field.current?.value as TaskOutcome;
    if (!busy) void onAct({ type: 'task-done', task: task.id, outcome });
  };
  return (
    <form class="task-done" onSubmit={onSubmit}>
      <label class="unseen" for={`outcome-${task.id}`}>
        {t('task.outcome')}
      </label>
      <select id={`outcome-${task.id}`} class="field" ref={field} required>
        <option value="">{t('task.outcome')}</option>
        {taskOutcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`task.outcome.${outcome}`)}
          </option>
        ))}
      </select>
      <button
        type="submit"
        class="button"
        aria-disabled={busy}
        aria-label={t('act.of', { act: t('act.task-done'), name: alert.partner, case: alert.caseCode })}
      >
        {t('act.task-done')}
      </button>
    </form>
  );
}

/** In a violence case another way is no call and no text either. */
const whatOf = ({ kind }: TaskView, { partner, violence }: AlertView): string =>
  t(kind === 'undeliverable' && violence ? 'task.undeliverable.quiet' : `task.${kind}`, { name: partner });

function why({ code, at, done }: TaskView, when: (at: Instant) => string): string {
  if (!done) return t('task.code', { code, time: when(at) });
  const how = done.outcome ? ` · ${t(`task.outcome.${done.outcome}`)}` : '';
  return `${t('task.done', { by: done.by, time: when(done.at) })}${how}`;
}
