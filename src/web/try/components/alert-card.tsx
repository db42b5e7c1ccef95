import type { JSX } from 'preact';
import { WarnIcon } from '../../shared/components/icons.tsx';
import { Level } from '../../shared/components/level.tsx';
import { language } from '../../shared/prefs.ts';
import { duration, ms } from '../../shared/time.ts';
import { actsFor, mayWrite } from '../acts.ts';
import { overdue, waited } from '../order.ts';
import { stage } from '../store.ts';
import { t } from '../texts.ts';
import type { AlertView } from '../wire.ts';
import { ActButtons } from './act-buttons.tsx';
import { CloseForm } from './close-form.tsx';
import { Pages } from './pages.tsx';
import { SayLine } from './say-line.tsx';
import { Tasks } from './tasks.tsx';
import { statusWords, useActs } from './use-acts.ts';

/** One case: how bad, who, since when, what can be done. */
export function AlertCard({ alert, me }: { readonly alert: AlertView; readonly me: string }): JSX.Element {
  const { heading, closing, busy, trouble, run, stayOpen } = useActs(alert);

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
        <Tasks alert={alert} me={me} busy={busy.value} onAct={run} />
        {closing.value ? (
          <CloseForm id={alert.id} busy={busy.value} onClose={run} onCancel={stayOpen} />
        ) : (
          <ActButtons alert={alert} acts={actsFor(alert, me)} busy={busy.value} onAct={run} closing={closing} />
        )}
        {mayWrite(alert, me) && !closing.value && <SayLine alert={alert} me={me} busy={busy.value} onSay={run} />}
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
