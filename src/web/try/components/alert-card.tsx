import type { JSX } from 'preact';
import { ActButtons } from '../../shared/case/act-buttons.tsx';
import { ActForm } from '../../shared/case/act-form.tsx';
import { actsFor, mayAct, mayWrite, moreActsFor } from '../../shared/case/acts.ts';
import { overdue, waited } from '../../shared/case/order.ts';
import { Sheet } from '../../shared/case/sheet.tsx';
import { statusWords } from '../../shared/case/status.ts';
import { Tasks } from '../../shared/case/tasks.tsx';
import type { AlertView } from '../../shared/case/views.ts';
import { WarnIcon } from '../../shared/components/icons.tsx';
import { Level } from '../../shared/components/level.tsx';
import { language } from '../../shared/prefs.ts';
import { duration, ms } from '../../shared/time.ts';
import { getSheet, postSheet } from '../api.ts';
import { stage, zone } from '../store.ts';
import { t } from '../texts.ts';
import { Pages } from './pages.tsx';
import { SayLine } from './say-line.tsx';
import { useActs } from './use-acts.ts';

/** One case: how bad, who, since when, what can be done. */
export function AlertCard({ alert, me }: { readonly alert: AlertView; readonly me: string }): JSX.Element {
  const { heading, form, busy, trouble, run, stayOpen } = useActs(alert);

  return (
    <li>
      <article class={`case case-${alert.level}`} aria-labelledby={`case-${alert.id}`} aria-busy={busy.value}>
        <span class="case-bar" />
        <header class="case-head">
          <Level level={alert.level} />
          <Wait alert={alert} />
          <h3 id={`case-${alert.id}`} tabIndex={-1} ref={heading}>
            {alert.partner} <span class="faint">{alert.caseCode}</span>
          </h3>
          <p class="case-family">{t(`family.${alert.family}`)}</p>
        </header>
        <p class={`case-status status-${alert.status}`}>{statusWords(alert, me)}</p>
        <p class="case-trouble" role="alert">
          {trouble.value || null}
        </p>
        <Tasks
          {...{ alert, now: stage.value?.now ?? alert.raisedAt, zone: zone.value, busy: busy.value, onAct: run }}
          mayAct={mayAct(alert, me)}
        />
        {form.value ? (
          <ActForm
            key={form.value}
            form={form.value}
            alert={alert}
            me={me}
            busy={busy.value}
            onDo={run}
            onCancel={stayOpen}
          />
        ) : (
          <ActButtons
            {...{ of: alert, acts: actsFor(alert, me), more: moreActsFor(alert, me), me, form }}
            busy={busy.value}
            onAct={run}
          />
        )}
        {mayWrite(alert, me) && !form.value && <SayLine alert={alert} me={me} busy={busy.value} onSay={run} />}
        <Sheet of={alert} read={() => getSheet(alert)} keep={(sheet) => postSheet(alert, sheet)} />
        <Pages pages={alert.pages} />
      </article>
    </li>
  );
}

/** How long the case has waited; a look of its own, and a sign, when that is too long. */
function Wait({ alert }: { readonly alert: AlertView }): JSX.Element {
  const now = ms(stage.value?.now ?? alert.raisedAt);
  const time = duration(waited(alert, now), language.value);
  const late = overdue(alert, now);
  return (
    <p class={late ? 'case-wait case-late' : 'case-wait'}>
      {late && <WarnIcon />}
      {t(alert.acknowledgedAt === null ? 'wait.open' : 'wait.seen', { time })}
    </p>
  );
}
