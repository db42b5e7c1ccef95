import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { Tasks } from '../../shared/case/tasks.tsx';
import { kindly } from '../../shared/case/trouble.ts';
import type { AlertView } from '../../shared/case/views.ts';
import { Level } from '../../shared/components/level.tsx';
import { act, stage, zone } from '../store.ts';
import { t } from '../texts.ts';

/** Closed cases in which something is left to do: a follow-up, or a supervisor's signature. */
export function ClosedWork({ alerts }: { readonly alerts: readonly AlertView[] }): JSX.Element | null {
  if (alerts.length === 0) return null;
  return (
    <section class="closed-work" aria-labelledby="closed-work">
      <h3 id="closed-work">{t('panel.after')}</h3>
      <ol class="cases">
        {alerts.map((alert) => (
          <Left key={alert.id} alert={alert} />
        ))}
      </ol>
    </section>
  );
}

function Left({ alert }: { readonly alert: AlertView }): JSX.Element {
  const busy = useSignal(false);
  const trouble = useSignal('');
  const supervisor = stage.value?.supervisor ?? '';
  const run = async (doing: UnsignedAct): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    trouble.value = await act(alert, doing).then(
      () => '',
      (error: unknown) => kindly(error, alert.partner),
    );
    busy.value = false;
    return trouble.value === '';
  };
  return (
    <li>
      <article class={`case case-${alert.level}`} aria-label={`${alert.partner} ${t('status.closed')}`}>
        <header class="case-head">
          <Level level={alert.level} />
          <h4>
            {alert.partner} <span class="faint">{alert.caseCode}</span>
          </h4>
        </header>
        <p class="case-trouble" role="alert">
          {trouble.value || null}
        </p>
        {alert.status === 'closed' && (
          <Tasks
            {...{ alert, now: stage.value?.now ?? alert.raisedAt, zone: zone.value, busy: busy.value, onAct: run }}
            mayAct
          />
        )}
        {(alert.unsigned ?? []).map(({ occurrence, by }) => (
          <div key={occurrence} class="case-acts">
            <p>{t('sign.waits', { by })}</p>
            <button
              type="button"
              class="button"
              aria-disabled={busy.value}
              onClick={() => void run({ type: 'co-sign', occurrence })}
            >
              {t('act.co-sign', { name: supervisor })}
            </button>
          </div>
        ))}
      </article>
    </li>
  );
}
