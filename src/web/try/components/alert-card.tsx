import type { JSX } from 'preact';
import { WarnIcon } from '../../shared/components/icons.tsx';
import { Level } from '../../shared/components/level.tsx';
import { language } from '../../shared/prefs.ts';
import { duration, ms } from '../../shared/time.ts';
import { actsFor, mayAct, mayWrite, moreActsFor } from '../acts.ts';
import { overdue, waited } from '../order.ts';
import { stage } from '../store.ts';
import { t } from '../texts.ts';
import type { AlertView } from '../wire.ts';
import { ActButtons } from './act-buttons.tsx';
import { ActForm } from './act-form.tsx';
import { Pages } from './pages.tsx';
import { SayLine } from './say-line.tsx';
import { Sheet } from './sheet.tsx';
import { Tasks } from './tasks.tsx';
import { statusWords, useActs } from './use-acts.ts';

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
        <Tasks alert={alert} mayAct={mayAct(alert, me)} busy={busy.value} onAct={run} />
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
        <Sheet alert={alert} />
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
